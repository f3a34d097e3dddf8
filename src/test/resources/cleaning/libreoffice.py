#!/usr/bin/python3
"""Makes the files of this folder with LibreOffice: types into the exported workbook as somebody at a desk does. See README.md.

Usage: libreoffice.py EXPORTED.xlsx FOLDER
"""
import os
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue

XLSX, ODS = 'Calc MS Excel 2007 XML', 'calc8'
CSV = ('Text - txt - csv (StarCalc)', '44,34,76,1,,0,true,true,false')


def prop(name, value):
    one = PropertyValue()
    one.Name, one.Value = name, value
    return one


class Sheet:
    """A workbook in a hidden window, worked on through the commands behind menus and keys."""

    def __init__(self, office, path):
        desktop = office.ServiceManager.createInstance('com.sun.star.frame.Desktop')
        self.document = desktop.loadComponentFromURL(uno.systemPathToFileUrl(path), '_blank', 0, (prop('Hidden', True),))
        self.frame = self.document.CurrentController.Frame
        self.dispatcher = office.ServiceManager.createInstance('com.sun.star.frame.DispatchHelper')
        self.sheet = self.document.Sheets.getByIndex(0)

    def do(self, command, **arguments):
        self.dispatcher.executeDispatch(self.frame, '.uno:' + command, '', 0, tuple(prop(k, v) for k, v in arguments.items()))

    def type(self, cell, text):
        self.do('GoToCell', ToPoint=cell)
        self.do('EnterString', StringName=text)

    def select(self, cells):
        self.do('GoToCell', ToPoint=cells)

    def column(self, header):
        for at in range(40):
            if self.sheet.getCellByPosition(at, 0).String == header:
                return at
        raise KeyError(header)

    def save(self, path, kind, options=None):
        if os.path.exists(path):
            os.remove(path)
        more = (prop('FilterOptions', options),) if options else ()
        self.document.storeToURL(uno.systemPathToFileUrl(path), (prop('FilterName', kind),) + more)

    def close(self):
        self.document.close(True)


def fill(sheet):
    """Column K is for the number, L for the result."""
    sheet.type('K2', '019185000001')
    sheet.type('K3', '019085000002')
    # the cell's format is lost, as when somebody clears it: the zero goes
    sheet.select('K4')
    sheet.do('ResetAttributes')
    sheet.type('K4', '019185000003')
    sheet.type('K5', '019085000004')
    sheet.type('L6', 'Đã mất')
    sheet.select('K7')
    sheet.do('ResetAttributes')
    sheet.type('K7', '="019085"&"000006"')
    sheet.type('K9', "'019085000008")


def move(sheet):
    sheet.type('K2', '019185000001')
    sheet.type('L9', 'Không tìm thấy')
    # rows from the last to the first, by the whole table
    sheet.select('A2:M9')
    sheet.do('DataSort', ByRows=True, HasHeader=False, Col1=1, Ascending1=False, IncludeAttribs=True)
    # the number of the hidden people goes in front, one row is deleted
    table = sheet.sheet
    for target, header in ((0, 'Số CCCD/CMND đúng'), (1, 'Ghi chú kết quả rà soát'), (2, 'Mã hồ sơ')):
        source = sheet.column(header)
        table.Columns.insertByIndex(target, 1)
        source += 1
        address = table.getCellRangeByPosition(source, 0, source, 8).RangeAddress
        table.moveRange(table.getCellByPosition(target, 0).CellAddress, address)
        table.Columns.removeByIndex(source, 1)
    table.Rows.removeByIndex(next(row for row in range(1, 9) if table.getCellByPosition(2, row).String == 'LO-3'), 1)


def part_sorted(sheet):
    """What goes wrong most: only the visible columns are sorted, the hidden one stays."""
    for row in range(2, 10):
        sheet.type('L%d' % row, 'Không tìm thấy')
    sheet.select('A2:L9')
    sheet.do('DataSort', ByRows=True, HasHeader=False, Col1=1, Ascending1=False, IncludeAttribs=True)


def main(exported, folder):
    profile = tempfile.mkdtemp()
    office = subprocess.Popen(['soffice', '--headless', '--norestore', '-env:UserInstallation=file://' + profile,
                               '--accept=pipe,name=fill%d;urp' % os.getpid()])
    try:
        resolver = uno.getComponentContext().ServiceManager.createInstance('com.sun.star.bridge.UnoUrlResolver')
        for _ in range(60):
            try:
                context = resolver.resolve('uno:pipe,name=fill%d;urp;StarOffice.ComponentContext' % os.getpid())
                break
            except Exception:  # pylint: disable=broad-except
                time.sleep(1)
        for name, work in (('filled', fill), ('moved', move), ('part-sorted', part_sorted)):
            sheet = Sheet(context, exported)
            work(sheet)
            sheet.save(os.path.join(folder, name + '.xlsx'), XLSX)
            if name == 'filled':
                sheet.save(os.path.join(folder, 'filled.ods'), ODS)
            sheet.close()
        sheet = Sheet(context, exported)
        sheet.save(os.path.join(folder, 'exported.csv'), *CSV)
        sheet.close()
    finally:
        office.terminate()
        office.wait()


if __name__ == '__main__':
    main(os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]))
