// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/connection.h>
#include <Racer/event.h>

#include <vector>

namespace Racer {

// One change of a document's data as an operation, told after it and before its events.
struct RecordedChange
{
    enum class Kind : quint8 { Edit, Create, Del };

    Kind kind = Kind::Edit;
    DocName document; // both names empty: the tree of all local data
    Value value;      // Edit: a json0 op; Create: the data; Del: the data before
    // Of a mutator of this model: where it writes, and what it passes.
    const Path *path = nullptr;
    const Passed *passed = nullptr;
    quint64 submission = 0; // see Doc::lastSubmission(); 0 for local data
};

// Somebody who follows every change of a model's data.
class ChangeRecorder
{
public:
    virtual void changed(const RecordedChange &change) = 0;
    // The server has refused these submissions; "op" takes them back, and its parts are not told.
    virtual void takenBack(const DocName &document, quint64 firstSubmission, quint64 lastSubmission,
                           const Value &op) = 0;
    // What is known of its changes does not fit to it any more. Local data: what is at "path" and below.
    virtual void lost(const DocName &document, const Path &path) = 0;
    virtual void written() = 0; // a mutator has done all that it does, its listeners included
    virtual void modelGone() = 0;

protected:
    ~ChangeRecorder() = default;
};

// The recorders of a model, and the mutator that is at work.
class ChangeRecorders
{
public:
    [[nodiscard]] bool isEmpty() const noexcept { return m_recorders.empty(); }
    void add(ChangeRecorder *recorder) { m_recorders.push_back(recorder); }
    void remove(ChangeRecorder *recorder)
    {
        for (ChangeRecorder *&each : m_recorders) {
            if (each == recorder)
                each = nullptr;
        }
        tidy();
    }

    template<typename... Args>
    void tell(void (ChangeRecorder::*what)(Args...), const std::type_identity_t<Args> &...args)
    {
        ++m_telling;
        for (size_t i = 0; i < m_recorders.size(); ++i) {
            if (m_recorders[i])
                (m_recorders[i]->*what)(args...);
        }
        --m_telling;
        tidy();
    }

    // The number of the mutator that was called from outside. What listeners write while it is at work has its number.
    [[nodiscard]] quint64 write() const noexcept { return m_write; }
    // What that one passes, or nullptr between mutators.
    [[nodiscard]] const Passed *writer() const noexcept { return m_writer; }

private:
    friend class WriteScope;
    void tidy()
    {
        if (m_telling == 0)
            std::erase(m_recorders, nullptr);
    }

    std::vector<ChangeRecorder *> m_recorders;
    const Passed *m_writer = nullptr;
    quint64 m_write = 0;
    int m_telling = 0;
};

// As long as it lives, what is written is one write of the model.
class WriteScope
{
public:
    WriteScope(ChangeRecorders &recorders, const Passed &passed) noexcept
        : m_recorders(recorders), m_isOutermost(!recorders.m_writer)
    {
        if (m_isOutermost) {
            recorders.m_writer = &passed;
            ++recorders.m_write;
        }
    }
    ~WriteScope()
    {
        if (!m_isOutermost)
            return;
        m_recorders.m_writer = nullptr;
        if (!m_recorders.isEmpty())
            m_recorders.tell(&ChangeRecorder::written);
    }
    Q_DISABLE_COPY_MOVE(WriteScope)

private:
    ChangeRecorders &m_recorders;
    const bool m_isOutermost;
};

} // namespace Racer
