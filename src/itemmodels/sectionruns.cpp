// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "sectionruns_p.h"

namespace Racer {

void SectionRuns::update(SectionRun *run) noexcept
{
    run->runsBelow = 1;
    run->rowsBelow = run->rows;
    run->shownBelow = run->shown();
    for (SectionRun *child : {run->left, run->right}) {
        if (!child)
            continue;
        child->parent = run;
        run->runsBelow += child->runsBelow;
        run->rowsBelow += child->rowsBelow;
        run->shownBelow += child->shownBelow;
    }
}

void SectionRuns::updateUp(SectionRun *run) noexcept
{
    for (; run; run = run->parent)
        update(run);
}

SectionRun *SectionRuns::merge(SectionRun *left, SectionRun *right) noexcept
{
    if (!left || !right)
        return left ? left : right;
    if (left->priority > right->priority) {
        left->right = merge(left->right, right);
        update(left);
        return left;
    }
    right->left = merge(left, right->left);
    update(right);
    return right;
}

// The first "count" runs go to the left.
void SectionRuns::split(SectionRun *run, qsizetype count, SectionRun *&left, SectionRun *&right) noexcept
{
    if (!run) {
        left = right = nullptr;
        return;
    }
    const qsizetype before = run->left ? run->left->runsBelow : 0;
    if (before < count) {
        split(run->right, count - before - 1, run->right, right);
        left = run;
    } else {
        split(run->left, count, left, run->left);
        right = run;
    }
    update(run);
}

void SectionRuns::destroy(SectionRun *run) noexcept
{
    if (!run)
        return;
    destroy(run->left);
    destroy(run->right);
    delete run;
}

void SectionRuns::setRoot(SectionRun *run) noexcept
{
    m_root = run;
    if (run)
        run->parent = nullptr;
}

void SectionRuns::clear()
{
    destroy(m_root);
    m_root = nullptr;
}

SectionRun *SectionRuns::at(qsizetype index) const noexcept
{
    for (SectionRun *run = index >= 0 && index < size() ? m_root : nullptr; run;) {
        const qsizetype before = run->left ? run->left->runsBelow : 0;
        if (index == before)
            return run;
        if (index < before) {
            run = run->left;
        } else {
            index -= before + 1;
            run = run->right;
        }
    }
    return nullptr;
}

SectionRuns::Place SectionRuns::atRow(qsizetype row) const noexcept
{
    for (SectionRun *run = row >= 0 && row < rows() ? m_root : nullptr; run;) {
        const qsizetype before = run->left ? run->left->rowsBelow : 0;
        if (row < before) {
            run = run->left;
            continue;
        }
        row -= before;
        if (row < run->rows)
            return {run, row};
        row -= run->rows;
        run = run->right;
    }
    return {};
}

SectionRuns::Place SectionRuns::atShown(qsizetype row) const noexcept
{
    for (SectionRun *run = row >= 0 && row < shown() ? m_root : nullptr; run;) {
        const qsizetype before = run->left ? run->left->shownBelow : 0;
        if (row < before) {
            run = run->left;
            continue;
        }
        row -= before;
        if (row < run->shown())
            return {run, row - 1};
        row -= run->shown();
        run = run->right;
    }
    return {};
}

qsizetype SectionRuns::indexOf(const SectionRun *run) const noexcept
{
    qsizetype index = run->left ? run->left->runsBelow : 0;
    for (; run->parent; run = run->parent) {
        if (run == run->parent->right)
            index += run->parent->runsBelow - run->runsBelow;
    }
    return index;
}

qsizetype SectionRuns::firstRow(const SectionRun *run) const noexcept
{
    qsizetype row = run->left ? run->left->rowsBelow : 0;
    for (; run->parent; run = run->parent) {
        if (run == run->parent->right)
            row += run->parent->rowsBelow - run->rowsBelow;
    }
    return row;
}

qsizetype SectionRuns::header(const SectionRun *run) const noexcept
{
    qsizetype row = run->left ? run->left->shownBelow : 0;
    for (; run->parent; run = run->parent) {
        if (run == run->parent->right)
            row += run->parent->shownBelow - run->shownBelow;
    }
    return row;
}

SectionRun *SectionRuns::insert(qsizetype index, const QString &name, qsizetype rows, bool isCollapsed)
{
    auto *const run = new SectionRun;
    run->name = name;
    run->rows = rows;
    run->isCollapsed = isCollapsed;
    run->priority = m_random.generate();
    update(run);
    SectionRun *left = nullptr;
    SectionRun *right = nullptr;
    split(m_root, index, left, right);
    setRoot(merge(merge(left, run), right));
    return run;
}

void SectionRuns::remove(SectionRun *run)
{
    SectionRun *left = nullptr;
    SectionRun *right = nullptr;
    split(m_root, indexOf(run), left, right);
    SectionRun *self = nullptr;
    SectionRun *rest = nullptr;
    split(right, 1, self, rest);
    setRoot(merge(left, rest));
    delete self;
}

void SectionRuns::setRows(SectionRun *run, qsizetype rows)
{
    run->rows = rows;
    updateUp(run);
}

void SectionRuns::setCollapsed(SectionRun *run, bool collapsed)
{
    run->isCollapsed = collapsed;
    updateUp(run);
}

} // namespace Racer
