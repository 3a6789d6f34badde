// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/error.h>

namespace Racer {

// Who shows a document's data as part of something larger.
class RACER_CLIENT_EXPORT DocObserver
{
public:
    virtual void docLoaded() = 0;
    virtual void docCreated(const Value &source) = 0;
    virtual void docAboutToChange() = 0; // by an op, or a component of one
    virtual void docChanged(const Value &op, const Value &source) = 0;
    virtual void docDeleted(const Value &oldData, const Value &source) = 0;
    virtual void docTakesBack(quint64 firstSubmission, quint64 lastSubmission, const Value &op) = 0;
    virtual void docWriteRefused(const Error &error) = 0;
    virtual void docWritesLost(const Error &error) = 0;
    virtual void docWritesChanged() = 0;
    virtual void docFailed(const Error &error) = 0;
    virtual void docAboutToBeDestroyed() = 0;

protected:
    ~DocObserver() = default;
};

} // namespace Racer
