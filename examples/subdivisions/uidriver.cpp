// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "uidriver.h"

#include <QtCore/QAbstractItemModel>
#include <QtCore/QCoreApplication>
#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtQuick/QQuickWindow>

#include <cstdio>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int TimeoutMilliseconds = 30'000;
constexpr int PollMilliseconds = 100;

QQuickItem *findItem(QQuickItem *below, const QString &objectName)
{
    if (below->objectName() == objectName)
        return below;
    for (QQuickItem *child : below->childItems()) {
        if (QQuickItem *found = findItem(child, objectName))
            return found;
    }
    return nullptr;
}

int roleOf(const QAbstractItemModel *model, const QByteArray &name)
{
    return model->roleNames().key(name, -1);
}

int findRow(const QAbstractItemModel *model, const QByteArray &role, const QString &text)
{
    const int number = roleOf(model, role);
    for (int row = 0; row < model->rowCount(); ++row) {
        if (model->index(row, 0).data(number).toString() == text)
            return row;
    }
    return -1;
}

} // namespace

UiDriver::UiDriver(QQuickWindow *window) : m_window(window), m_input(STDIN_FILENO, QSocketNotifier::Read)
{
    m_commands = {
        {u"choose-country"_s, [this](const Words &words) {
             if (!words.value(1).isEmpty())
                 return choose(u"country"_s, words.at(1));
             click(item(u"allCountries"_s));
             answer(u"ok"_s);
         }},
        {u"choose-sort"_s, [this](const Words &words) { choose(u"sort"_s, words.value(1)); }},
        {u"search"_s, [this](const Words &words) {
             replaceText(item(u"search"_s), words.value(1));
             answer(u"ok"_s);
         }},
        {u"edit"_s, [this](const Words &words) { edit(words.value(1), words.value(2)); }},
        {u"await-name"_s, [this](const Words &words) {
             await(u"%1 to be called %2"_s.arg(words.value(1), words.value(2)), [this, words] {
                 QQuickItem *field = nameField(words.value(1));
                 return field && field->property("text").toString() == words.value(2);
             });
         }},
        {u"await-row"_s, [this](const Words &words) {
             await(u"row %1 to be %2"_s.arg(words.value(1), words.value(2)),
                   [this, words] { return rowOf(words.value(2)) == words.value(1).toInt(); });
         }},
        {u"await-count"_s, [this](const Words &words) {
             await(u"the count to be "_s + words.value(1),
                   [this, words] { return text(u"count"_s) == words.value(1); });
         }},
        {u"await-state"_s, [this](const Words &words) {
             await(u"the connection to be "_s + words.value(1),
                   [this, words] { return text(u"connectionState"_s).startsWith(words.value(1)); });
         }},
        {u"await-loaded"_s, [this](const Words &) {
             await(u"rows"_s, [this] {
                 return !text(u"count"_s).isEmpty() && item(u"list"_s)->property("count").toInt() > 0;
             });
         }},
        {u"screenshot"_s, [this](const Words &words) { screenshot(words.value(1)); }},
        {u"quit"_s, [this](const Words &) {
             answer(u"ok"_s);
             QCoreApplication::quit();
         }},
    };
    connect(&m_input, &QSocketNotifier::activated, this, &UiDriver::readInput);
    m_poll.setInterval(PollMilliseconds);
    connect(&m_poll, &QTimer::timeout, this, &UiDriver::check);
    m_window->requestActivate();
}

void UiDriver::readInput()
{
    char bytes[4096];
    const ssize_t count = ::read(STDIN_FILENO, bytes, sizeof bytes);
    if (count <= 0) { // whoever drove has gone
        m_input.setEnabled(false);
        QCoreApplication::quit();
        return;
    }
    m_buffer.append(bytes, count);
    for (qsizetype end = m_buffer.indexOf('\n'); end >= 0; end = m_buffer.indexOf('\n')) {
        m_waiting.enqueue(QString::fromUtf8(m_buffer.first(end)).split(u'\t'));
        m_buffer.remove(0, end + 1);
    }
    runNext();
}

void UiDriver::runNext()
{
    while (!m_condition && !m_waiting.isEmpty()) {
        const Words words = m_waiting.dequeue();
        if (const auto command = m_commands.value(words.constFirst()))
            command(words);
        else
            answer(u"failed: there is no command "_s + words.constFirst());
    }
}

void UiDriver::await(const QString &what, Condition condition)
{
    m_awaited = what;
    m_condition = std::move(condition);
    m_since.start();
    m_poll.start();
    check();
}

void UiDriver::check()
{
    if (m_condition()) {
        m_poll.stop();
        m_condition = {};
        answer(u"ok"_s);
        runNext();
    } else if (m_since.hasExpired(TimeoutMilliseconds)) {
        m_poll.stop();
        m_condition = {};
        answer(u"failed: waited for %1; the window says %2, %3"_s.arg(m_awaited, text(u"connectionState"_s),
                                                                      text(u"count"_s)));
        runNext();
    }
}

void UiDriver::answer(const QString &line)
{
    std::fprintf(stdout, "%s\n", qUtf8Printable(line));
    std::fflush(stdout);
}

QQuickItem *UiDriver::item(const QString &objectName) const
{
    return findItem(m_window->contentItem(), objectName);
}

QString UiDriver::text(const QString &objectName) const
{
    const QQuickItem *label = item(objectName);
    return label ? label->property("text").toString() : QString();
}

int UiDriver::rowOf(const QString &code) const
{
    const auto *model = item(u"list"_s)->property("model").value<QAbstractItemModel *>();
    return model ? findRow(model, "code"_ba, code) : -1;
}

// Scrolls to the row, for only rows in view have fields.
QQuickItem *UiDriver::nameField(const QString &code) const
{
    QQuickItem *list = item(u"list"_s);
    const int row = rowOf(code);
    if (row < 0)
        return nullptr;
    QQuickItem *rowItem = nullptr;
    QMetaObject::invokeMethod(list, "positionViewAtIndex", Q_ARG(int, row), Q_ARG(int, 4)); // ListView.Contain
    QMetaObject::invokeMethod(list, "itemAtIndex", Q_RETURN_ARG(QQuickItem *, rowItem), Q_ARG(int, row));
    return rowItem ? findItem(rowItem, u"name"_s) : nullptr;
}

void UiDriver::click(QQuickItem *item)
{
    const QPointF place = item->mapToScene(QPointF(item->width() / 2, item->height() / 2));
    const QPointF global = m_window->mapToGlobal(place);
    QMouseEvent pressed(QEvent::MouseButtonPress, place, place, global, Qt::LeftButton, Qt::LeftButton,
                        Qt::NoModifier);
    QCoreApplication::sendEvent(m_window, &pressed);
    QMouseEvent released(QEvent::MouseButtonRelease, place, place, global, Qt::LeftButton, Qt::NoButton,
                         Qt::NoModifier);
    QCoreApplication::sendEvent(m_window, &released);
}

void UiDriver::press(int key, Qt::KeyboardModifiers modifiers, const QString &text)
{
    for (const QEvent::Type type : {QEvent::KeyPress, QEvent::KeyRelease}) {
        QKeyEvent event(type, key, modifiers, text);
        QCoreApplication::sendEvent(m_window, &event);
    }
}

void UiDriver::replaceText(QQuickItem *field, const QString &text)
{
    click(field);
    press(Qt::Key_A, Qt::ControlModifier);
    press(Qt::Key_Delete);
    for (const QChar letter : text)
        press(0, Qt::NoModifier, letter);
}

void UiDriver::choose(const QString &comboBox, const QString &entry)
{
    QQuickItem *box = item(comboBox);
    await(u"%1 to offer %2"_s.arg(comboBox, entry), [this, box, entry] {
        int row = -1;
        QMetaObject::invokeMethod(box, "find", Q_RETURN_ARG(int, row), Q_ARG(QString, entry));
        if (row < 0)
            return false;
        auto *popup = box->property("popup").value<QObject *>();
        if (!popup->property("opened").toBool()) {
            if (!popup->property("visible").toBool())
                click(box);
            return false;
        }
        auto *list = popup->property("contentItem").value<QQuickItem *>();
        QQuickItem *rowItem = nullptr;
        QMetaObject::invokeMethod(list, "positionViewAtIndex", Q_ARG(int, row), Q_ARG(int, 4));
        QMetaObject::invokeMethod(list, "itemAtIndex", Q_RETURN_ARG(QQuickItem *, rowItem), Q_ARG(int, row));
        if (!rowItem)
            return false;
        click(rowItem);
        return true;
    });
}

void UiDriver::edit(const QString &code, const QString &name)
{
    await(u"a row "_s + code, [this, code, name] {
        QQuickItem *field = nameField(code);
        if (!field)
            return false;
        replaceText(field, name);
        press(Qt::Key_Return, Qt::NoModifier, u"\r"_s);
        return true;
    });
}

void UiDriver::screenshot(const QString &file)
{
    m_lastImage = {};
    await(u"the window to come to rest, for "_s + file, [this, file] {
        const QImage image = m_window->grabWindow();
        const bool still = !image.isNull() && image == m_lastImage;
        m_lastImage = image;
        return still && image.save(file);
    });
}
