// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include "submitpipeline_p.h"

#include "backend_p.h"
#include "serverot_p.h"

#include <Racer/ottype.h>

namespace Racer {

namespace {

struct MetaNames
{
    const Key ts{u"ts"}, fixup{u"fixup"}, data{u"data"}, ctime{u"ctime"}, mtime{u"mtime"}, create{u"_create"},
        src{u"src"}, seq{u"seq"}, v{u"v"};
};

const MetaNames &metaNames()
{
    static const MetaNames names;
    return names;
}

std::vector<Value> toList(const Value &fixups)
{
    std::vector<Value> list;
    for (const Value &fixup : fixups.elements())
        list.push_back(fixup);
    return list;
}

} // namespace

void Submission::keepOriginal()
{
    m_version = op.version;
    m_edit = op.edit;
    m_createData = op.createData;
    m_meta = op.meta;
}

void Submission::begin()
{
    op.version = m_version;
    op.edit = m_edit;
    op.createData = m_createData;
    op.meta = m_meta;
    ops.clear();
    m_fixups.clear();
    state = State::Waiting;
    outcome = {};
    isDuplicate = false;
    epoch = head->epoch;
}

SubmitPipeline::SubmitPipeline(BackendPrivate *backend, qsizetype maxHeads, qsizetype maxHeadBytes)
    : m_backend(backend), m_heads(maxHeads, maxHeadBytes)
{
}

SubmitPipeline::~SubmitPipeline()
{
    m_heads.clear();
}

void SubmitPipeline::submit(const Pointer &submission)
{
    if (m_backend->middleware.submit.isEmpty())
        return enqueue(submission);
    m_backend->middleware.submit.run(submission, [this, submission](const Error &error) {
        if (error)
            return finish(submission, error);
        enqueue(submission);
    });
}

void SubmitPipeline::enqueue(const Pointer &submission)
{
    submission->keepOriginal();
    submission->head = m_heads.get(submission->op.doc);
    submission->head->queue.push_back(submission);
    pump(std::shared_ptr(submission->head));
}

void SubmitPipeline::pump(const std::shared_ptr<Head> &head)
{
    if (std::exchange(head->pumping, true))
        return;
    while (!head->busy && !head->queue.empty()) {
        const Pointer submission = std::move(head->queue.front());
        head->queue.pop_front();
        head->busy = true;
        submission->begin();
        if (head->loaded) {
            prepare(submission);
        } else {
            load(submission);
        }
    }
    head->pumping = false;
    if (head->isIdle())
        m_heads.trim(head.get());
}

// Work on a submission was interrupted, and what it rested on was rolled back meanwhile: it starts again.
bool SubmitPipeline::isOutdated(const Pointer &submission)
{
    const std::shared_ptr<Head> head = submission->head;
    if (submission->epoch == head->epoch)
        return false;
    head->queue.push_front(submission);
    head->busy = false;
    pump(head);
    return true;
}

void SubmitPipeline::load(const Pointer &submission)
{
    const DocName &doc = submission->op.doc;
    m_backend->database->getSnapshots(
        doc.collection, {doc.id}, [this, submission](const Error &error, const std::vector<Snapshot> &snapshots) {
            if (isOutdated(submission))
                return;
            if (error)
                return settle(submission, error);
            submission->head->reload(snapshots.front());
            prepare(submission);
        });
}

void SubmitPipeline::prepare(const Pointer &submission)
{
    Op &op = submission->op;
    const Snapshot &current = submission->head->snapshot;
    if (op.kind == Op::Kind::Edit && current.exists()) {
        if (const OtType *type = OtTypes::find(current.type.view())) {
            if (const Error error = type->checkSubmitted(op.edit))
                return settle(submission, error);
        }
    }
    if (op.version == NoVersion) {
        if (op.kind == Op::Kind::Create && current.exists() && !op.src.isEmpty())
            return findCreation(submission);
        op.version = current.version;
    }
    if (op.version > current.version) {
        return fail(submission, Error(ErrorCode::OpVersionNewerThanCurrentSnapshot,
                                      QStringLiteral("Invalid op submitted. Op version newer than current snapshot")));
    }
    if (op.version == current.version)
        return project(submission);
    std::vector<Op> ops;
    if (submission->head->takeRecentOps(op.version, ops))
        return transform(submission, ops);
    loadOps(submission);
}

// A creation without a version, of a document that exists: either it is sent again, or somebody else was first.
void SubmitPipeline::findCreation(const Pointer &submission)
{
    const MetaNames &n = metaNames();
    const auto found = [this, submission](std::optional<qint64> version) {
        if (!version) {
            return fail(submission, Error(ErrorCode::DocAlreadyCreated,
                                          QStringLiteral("Invalid op submitted. Document already created")));
        }
        duplicate(submission, *version);
    };
    const Op &op = submission->op;
    const Value &create = submission->head->snapshot.meta.value(n.create);
    if (create.isObject()) {
        const bool same = create.value(n.src) == Value(op.src) && create.value(n.seq) == Value(op.seq);
        return found(same ? std::optional(create.value(n.v).toInteger()) : std::nullopt);
    }
    m_backend->database->getCommittedOpVersion(
        op.doc, op.src, op.seq, [this, submission, found](const Error &error, std::optional<qint64> version) {
            if (isOutdated(submission))
                return;
            if (error)
                return settle(submission, error);
            found(version);
        });
}

// The acknowledgement of an op that was committed before, with its fixups from the op log.
void SubmitPipeline::duplicate(const Pointer &submission, qint64 version)
{
    submission->isDuplicate = true;
    submission->op.version = version;
    const DocName &doc = submission->op.doc;
    std::vector<Op> recent;
    if (submission->head->takeRecentOps(version, recent) && !recent.empty()) {
        submission->setFixups(toList(recent.front().meta.value(metaNames().fixup)));
        return settle(submission, {});
    }
    m_backend->database->getOps(
        doc.collection, {{doc.id, version, version + 1}},
        [this, submission](const Error &error, const std::vector<std::vector<Op>> &lists) {
            if (isOutdated(submission))
                return;
            if (error)
                return settle(submission, error);
            if (!lists.front().empty())
                submission->setFixups(toList(lists.front().front().meta.value(metaNames().fixup)));
            settle(submission, {});
        });
}

void SubmitPipeline::loadOps(const Pointer &submission)
{
    const DocName &doc = submission->op.doc;
    const qint64 from = submission->op.version;
    const qint64 to = submission->head->windowStart();
    m_backend->database->getOps(
        doc.collection, {{doc.id, from, to}},
        [this, submission, from, to](const Error &error, const std::vector<std::vector<Op>> &lists) {
            if (isOutdated(submission))
                return;
            if (error)
                return settle(submission, error);
            std::vector<Op> ops = lists.front();
            if (qint64(ops.size()) != to - from || !submission->head->takeRecentOps(to, ops)) {
                return fail(submission, Error(ErrorCode::SubmitTransformOpsNotFound,
                                              QStringLiteral("Op submit failed. DB missing ops needed to transform it "
                                                             "up to the current snapshot version")));
            }
            transform(submission, ops);
        });
}

void SubmitPipeline::transform(const Pointer &submission, const std::vector<Op> &ops)
{
    Op &op = submission->op;
    const Snapshot &current = submission->head->snapshot;
    for (const Op &committed : ops) {
        if (!op.src.isEmpty() && op.src == committed.src && op.seq == committed.seq) {
            submission->isDuplicate = true;
            op.version = committed.version;
            submission->ops.clear();
            submission->setFixups(toList(committed.meta.value(metaNames().fixup)));
            return settle(submission, {});
        }
        if (op.version != committed.version) {
            return fail(submission, Error(ErrorCode::OpVersionMismatchDuringTransform,
                                          QStringLiteral("Op submit failed. Versions mismatched during op transform")));
        }
        try {
            ServerOt::transform(current.type, op, committed);
        } catch (const Error &error) {
            return fail(submission, error);
        }
        submission->ops.push_back(committed);
        submission->ops.back().meta = {};
    }
    if (submission->answersNoOps && m_backend->options.doNotCommitNoOps && op.kind == Op::Kind::Edit) {
        const OtType *type = OtTypes::find(current.type.view());
        if (type && type->isNoop(op.edit))
            return settle(submission, Error(ErrorCode::NoOp, QStringLiteral("Op is a no-op. Skipping apply.")));
    }
    if (op.version != current.version) {
        return fail(submission, Error(ErrorCode::OpVersionMismatchAfterTransform,
                                      QStringLiteral("Op submit failed. Op version mismatches snapshot after op "
                                                     "transform")));
    }
    project(submission);
}

void SubmitPipeline::project(const Pointer &submission)
{
    const Head &head = *submission->head;
    if (submission->projection && !submission->projection->isOpAllowed(head.snapshot.type, submission->op)) {
        return fail(submission, Error(ErrorCode::OpNotAllowedInProjection,
                                      QStringLiteral("Invalid op submitted. Operation invalid in projected "
                                                     "collection")));
    }
    const MetaNames &n = metaNames();
    submission->snapshot = head.snapshot;
    submission->snapshot.id = head.doc.id;
    Value &meta = submission->snapshot.meta;
    if (!meta.isObject())
        meta = Value::object();
    if (submission->op.kind == Op::Kind::Create) {
        meta.set(n.ctime, submission->start);
    } else if (submission->op.kind == Op::Kind::Del) {
        submission->op.meta.set(n.data, head.snapshot.data);
    }
    meta.set(n.mtime, submission->start);
    submission->channels = head.channels;

    const MiddlewareTable &middleware = m_backend->middleware;
    if (middleware.apply.isEmpty())
        return apply(submission);
    submission->setInApply(true);
    middleware.apply.run(submission, [this, submission](const Error &error) {
        submission->setInApply(false);
        if (isOutdated(submission))
            return;
        if (error)
            return settle(submission, error);
        apply(submission);
    });
}

void SubmitPipeline::apply(const Pointer &submission)
{
    try {
        ServerOt::checkDepth(submission->snapshot.type, submission->op, m_backend->options.maxDepth);
        ServerOt::apply(submission->snapshot, submission->op);
    } catch (const Error &error) {
        return fail(submission, error);
    }
    if (m_backend->middleware.commit.isEmpty())
        return ready(submission);
    m_backend->middleware.commit.run(submission, [this, submission](const Error &error) {
        if (isOutdated(submission))
            return;
        if (error)
            return settle(submission, error);
        ready(submission);
    });
}

void SubmitPipeline::ready(const Pointer &submission)
{
    const MetaNames &n = metaNames();
    Op &op = submission->op;
    if (!submission->fixups().empty()) {
        Value fixups = Value::array();
        for (const Value &fixup : submission->fixups())
            fixups.append(fixup);
        op.meta.set(n.fixup, fixups);
    }
    if (op.kind == Op::Kind::Create) {
        submission->snapshot.meta.set(
            n.create, Value::object({{n.src, op.src}, {n.seq, op.seq}, {n.v, op.version}}));
    }
    const std::shared_ptr<Head> head = submission->head;
    submission->before = std::exchange(head->snapshot, submission->snapshot);
    submission->state = Submission::State::Ready;
    head->pipeline.push_back(submission);
    head->append(op);
    head->busy = false;
    m_ready.push_back(submission);
    if (m_backend->database->isSynchronous()) {
        flush();
    } else if (!std::exchange(m_flushScheduled, true)) {
        QMetaObject::invokeMethod(this, [this] {
            m_flushScheduled = false;
            flush();
        }, Qt::QueuedConnection);
    }
    pump(head);
}

// An error that rests on the head. Somebody else may have changed the document in the database: the head is loaded
// anew once before the error is believed.
void SubmitPipeline::fail(const Pointer &submission, const Error &error)
{
    const std::shared_ptr<Head> head = submission->head;
    if (std::exchange(submission->verified, true) || !head->pipeline.empty())
        return settle(submission, error);
    submission->begin();
    load(submission);
}

void SubmitPipeline::settle(const Pointer &submission, const Error &outcome)
{
    const std::shared_ptr<Head> head = submission->head;
    head->busy = false;
    if (head->pipeline.empty()) {
        finish(submission, outcome);
    } else {
        submission->outcome = outcome;
        submission->state = Submission::State::Settled;
        head->pipeline.push_back(submission);
    }
    pump(head);
}

} // namespace Racer
