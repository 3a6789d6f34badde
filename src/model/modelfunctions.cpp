// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "functions_p.h"
#include "rootmodel_p.h"

namespace Racer {

namespace {

QList<Path> resolveAll(RootModelPrivate *root, const Model &model, const PathArgs &paths)
{
    QList<Path> resolved;
    resolved.reserve(paths.size());
    for (const PathArg &path : paths) {
        Path absolute = root->resolve(model, path);
        resolved.append(absolute.isRoot() ? Path({Key()}) : std::move(absolute)); // nothing is there, as in Racer
    }
    return resolved;
}

} // namespace

/*!
    Gives \a function the name \a name, for start(), evaluate(), filters and sorts of all models of the root. Functions
    that are running keep the one they were started with. Every model knows \c reverse, \c asc and \c desc. Counterpart
    of Racer's \c fn.
*/
void Model::fn(const Key &name, const ModelFunction &function) const
{
    m_root->functions->define(name, function);
}

/*!
    Writes what \a function makes of the values at \a inputs to \a output, and again after every event at an input,
    above or below one, other than those that the function itself causes. Returns the first result. A function that runs
    at the same output is replaced.

    The function runs after the listeners of the event's type and before those of all types, so a listener of changes
    still sees the old output. The output is written as \a options say, and its events carry what was passed with the
    event that made the function run.

    If the function has a setter, that runs after every event at the output, above or below it, and its results are
    written to the inputs. The getter does not run again after that.

    Inputs may be refs, documents that are not loaded yet, or nothing at all. The root cannot be an input.

    With FunctionOptions::async, the function runs at once in start(), and later when the event loop turns, once however
    many events there were, with what was passed with the first. Functions that are due in the same turn run in the
    order of their dependencies, each at most once; where these go round in a circle, in the order of the events.

    Throws Error ("Model function not found: …") if \a function is a name that fn() was not called with, and whatever
    the callable throws; then nothing is started, and a function that ran at \a output goes on. What it throws later is
    reported by RootModel::error, with the output's path, and it runs again at the next event. An output that nothing
    can be written to is reported in the same way. Counterpart of Racer's \c start.
*/
Value Model::start(PathArg output, const PathArgs &inputs, const ModelFunction &function,
                   const FunctionOptions &options) const
{
    return m_root->functions->start(m_root->resolve(*this, output), resolveAll(m_root, *this, inputs), function,
                                    options);
}

/*!
    What \a function makes of the values at \a inputs now. The \a options are those of start(); none of them makes a
    difference. Throws as start() does. Counterpart of Racer's \c evaluate.
*/
Value Model::evaluate(const PathArgs &inputs, const ModelFunction &function, const FunctionOptions &) const
{
    return m_root->functions->evaluate(resolveAll(m_root, *this, inputs), function);
}

/*! Ends the function whose output is \a output, if there is one. The value stays; a run that waits for the event loop
    is cancelled. */
void Model::stop(PathArg output) const
{
    m_root->functions->stop(m_root->resolve(*this, output));
}

/*! Ends all functions whose output is \a subpath or below. */
void Model::stopAll(PathArg subpath) const
{
    m_root->functions->stopAll(m_root->resolve(*this, subpath));
}

} // namespace Racer
