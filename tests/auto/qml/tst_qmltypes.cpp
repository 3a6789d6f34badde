// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "qttypenames.h"

#include <QtCore/QDirIterator>
#include <QtCore/QLibraryInfo>
#include <QtCore/QMetaMethod>
#include <QtCore/QRegularExpression>
#include <QtCore/QSet>
#include <QtQml/QQmlComponent>
#include <QtQml/QQmlEngine>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

namespace {

// What a file of type information says of one type.
struct TypeInfo
{
    QString name; // the C++ class
    QString prototype;
    QStringList exports;
    QSet<QString> properties;
    QSet<QString> methods;
    QSet<QString> enums;
    QSet<QString> types; // that its properties and methods have
};

QString quoted(const QString &line)
{
    return line.section(u'"', 1, 1);
}

QList<TypeInfo> readTypes(const QString &file)
{
    QFile types(file);
    if (!types.open(QIODevice::ReadOnly | QIODevice::Text))
        return {};
    QList<TypeInfo> all;
    QString inner;    // Property, Method, Signal or Enum
    bool isParameter = false;
    const QStringList lines = QString::fromUtf8(types.readAll()).split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString line = lines.at(i).trimmed();
        if (line.startsWith(u"Component {"))
            all.append(TypeInfo());
        if (all.isEmpty())
            continue;
        TypeInfo &type = all.last();
        if (const QString what = line.section(u" {"_s, 0, 0);
            what == u"Property" || what == u"Method" || what == u"Signal" || what == u"Enum") {
            inner = what;
        }
        if (line.startsWith(u"Parameter {"))
            isParameter = true;
        const QString text = line + (line.contains(u": [") && !line.contains(u']') ? lines.at(i + 1) : QString());
        static const QRegularExpression name(u"\\bname: \"([^\"]*)\""_s);
        static const QRegularExpression typeName(u"\\btype: \"([^\"]*)\""_s);
        if (const auto match = name.match(line); match.hasMatch() && !isParameter) {
            if (inner.isEmpty())
                type.name = match.captured(1);
            else if (inner == u"Property")
                type.properties.insert(match.captured(1));
            else if (inner == u"Enum")
                type.enums.insert(match.captured(1));
            else
                type.methods.insert(match.captured(1));
        }
        if (const auto match = typeName.match(line); match.hasMatch())
            type.types.insert(match.captured(1));
        if (inner.isEmpty() && line.startsWith(u"prototype:"))
            type.prototype = quoted(line);
        if (inner.isEmpty() && line.startsWith(u"exports:")) {
            for (qsizetype j = i; j < lines.size(); ++j) {
                static const QRegularExpression exported(u"\"([^\"]*)\""_s);
                for (auto it = exported.globalMatch(lines.at(j)); it.hasNext();)
                    type.exports.append(it.next().captured(1));
                if (lines.at(j).contains(u']'))
                    break;
            }
        }
        if (line.endsWith(u'}')) {
            if (isParameter)
                isParameter = false;
            else
                inner.clear();
        }
    }
    return all;
}

// "Racer/Query 1.0": Query
QString nameOf(const QString &exported)
{
    return exported.section(u'/', -1).section(u' ', 0, 0);
}

} // namespace

class tst_QmlTypes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void noNameIsOneOfQt();
    void noNameIsOneOfWhatIsInstalled();
    void typesAreComplete_data();
    void typesAreComplete();
    void everyPropertyCanBeBoundTo_data();
    void everyPropertyCanBeBoundTo();
    void everyTypeIsKnown();

private:
    void addTypes();
    [[nodiscard]] const TypeInfo *find(const QString &className) const;
    [[nodiscard]] QStringList names() const;

    QList<TypeInfo> m_types;
};

void tst_QmlTypes::initTestCase()
{
    m_types = readTypes(QStringLiteral(RACER_QML_DIR "/Racer/RacerQuick.qmltypes"));
    QVERIFY(m_types.size() > 15);
    QQmlEngine engine;
    engine.addImportPath(QStringLiteral(RACER_QML_DIR));
    QQmlComponent component(&engine);
    component.setData("import QtQml\nimport Racer\nRootModel { }", QUrl());
    const std::unique_ptr<QObject> object(component.create());
    QVERIFY2(object, qPrintable(component.errorString()));
}

const TypeInfo *tst_QmlTypes::find(const QString &className) const
{
    for (const TypeInfo &type : m_types) {
        if (type.name == className)
            return &type;
    }
    return nullptr;
}

QStringList tst_QmlTypes::names() const
{
    QStringList names{u"RootModel"_s}; // made of QML
    for (const TypeInfo &type : m_types) {
        for (const QString &exported : type.exports)
            names.append(nameOf(exported));
    }
    names.removeDuplicates();
    return names;
}

void tst_QmlTypes::noNameIsOneOfQt()
{
    const QStringList known = QString::fromLatin1(QtTypeNames).split(QRegularExpression(u"\\s+"_s), Qt::SkipEmptyParts);
    QVERIFY(known.contains(u"Model"_s) && known.contains(u"Filter"_s));
    for (const QString &name : names())
        QVERIFY2(!known.contains(name), qPrintable(name));
}

void tst_QmlTypes::noNameIsOneOfWhatIsInstalled()
{
    QSet<QString> installed;
    QDirIterator it(QLibraryInfo::path(QLibraryInfo::QmlImportsPath), {u"*.qmltypes"_s, u"qmldir"_s}, QDir::Files,
                    QDirIterator::Subdirectories);
    while (it.hasNext()) {
        const QString file = it.next();
        if (file.contains(u"/Racer/"))
            continue;
        if (file.endsWith(u".qmltypes")) {
            for (const TypeInfo &type : readTypes(file)) {
                for (const QString &exported : type.exports)
                    installed.insert(nameOf(exported));
            }
        } else if (QFile qmldir(file); qmldir.open(QIODevice::ReadOnly | QIODevice::Text)) {
            for (const QString &line : QString::fromUtf8(qmldir.readAll()).split(u'\n')) {
                static const QRegularExpression type(u"^(?:singleton )?([A-Z]\\w*) \\d+\\.\\d+ \\S+\\.qml"_s);
                if (const auto match = type.match(line); match.hasMatch())
                    installed.insert(match.captured(1));
            }
        }
    }
    QVERIFY(installed.contains(u"ListModel"_s));
    for (const QString &name : names())
        QVERIFY2(!installed.contains(name), qPrintable(name));
}

void tst_QmlTypes::addTypes()
{
    QTest::addColumn<QString>("className");
    for (const TypeInfo &type : std::as_const(m_types)) {
        if (!type.exports.isEmpty())
            QTest::newRow(qPrintable(nameOf(type.exports.constFirst()))) << type.name;
    }
}

void tst_QmlTypes::typesAreComplete_data()
{
    addTypes();
}

// What there is at run time, inherited things included, is in the file, each at its own class.
void tst_QmlTypes::typesAreComplete()
{
    QFETCH(QString, className);
    const QMetaObject *meta = QMetaType::fromName(className.toLatin1() + '*').metaObject();
    QVERIFY(meta);
    for (; meta && QByteArrayView(meta->className()).startsWith("Racer::"); meta = meta->superClass()) {
        const TypeInfo *const type = find(QString::fromLatin1(meta->className()));
        QVERIFY2(type, meta->className());
        QCOMPARE(type->prototype, QString::fromLatin1(meta->superClass()->className()));
        for (int i = meta->propertyOffset(); i < meta->propertyCount(); ++i) {
            const char *const name = meta->property(i).name();
            QVERIFY2(type->properties.contains(QString::fromLatin1(name)), name);
        }
        for (int i = meta->methodOffset(); i < meta->methodCount(); ++i) {
            const QMetaMethod method = meta->method(i);
            if (method.access() != QMetaMethod::Private)
                QVERIFY2(type->methods.contains(QString::fromLatin1(method.name())), method.name().constData());
        }
        for (int i = meta->enumeratorOffset(); i < meta->enumeratorCount(); ++i)
            QVERIFY2(type->enums.contains(QString::fromLatin1(meta->enumerator(i).name())), meta->enumerator(i).name());
    }
}

void tst_QmlTypes::everyPropertyCanBeBoundTo_data()
{
    addTypes();
}

void tst_QmlTypes::everyPropertyCanBeBoundTo()
{
    QFETCH(QString, className);
    const QMetaObject *meta = QMetaType::fromName(className.toLatin1() + '*').metaObject();
    QVERIFY(meta);
    for (int i = QObject::staticMetaObject.propertyCount(); i < meta->propertyCount(); ++i) {
        const QMetaProperty property = meta->property(i);
        QVERIFY2(property.isConstant() || property.hasNotifySignal(), property.name());
    }
}

void tst_QmlTypes::everyTypeIsKnown()
{
    QSet<QString> known;
    for (const TypeInfo &type : std::as_const(m_types))
        known.insert(type.name);
    QStringList unknown;
    for (const TypeInfo &type : std::as_const(m_types)) {
        QSet<QString> used = type.types;
        used.insert(type.prototype);
        for (const QString &name : std::as_const(used)) {
            const QString owner = name.section(u"::"_s, 0, -2); // of an enumeration
            if (name.startsWith(u"Racer::") && !known.contains(name) && !known.contains(owner))
                unknown.append(u"%1 in %2"_s.arg(name, type.name));
        }
    }
    QVERIFY2(unknown.isEmpty(), qPrintable(unknown.join(u", ")));
}

QTEST_MAIN(tst_QmlTypes)
#include "tst_qmltypes.moc"
