// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QRandomGenerator>
#include <QtCore/QString>

namespace Racer {

// Rows next to each other that are of one section.
struct SectionRun
{
    QString name;
    qsizetype rows = 0;
    bool isCollapsed = false;

    // How many rows of its own and of the section's are shown: a header, and the others unless it is collapsed.
    [[nodiscard]] qsizetype shown() const noexcept { return isCollapsed ? 1 : 1 + rows; }

private:
    friend class SectionRuns;
    SectionRun *parent = nullptr;
    SectionRun *left = nullptr;
    SectionRun *right = nullptr;
    quint32 priority = 0;
    qsizetype runsBelow = 1; // of itself and those below it in the tree, as are
    qsizetype rowsBelow = 0;
    qsizetype shownBelow = 0;
};

// A sequence of runs that finds them by number, by the rows of the source and by those shown, in O(log n) each: a
// treap with sums.
class SectionRuns
{
public:
    struct Place
    {
        SectionRun *run = nullptr;
        qsizetype offset = 0; // among the run's rows; of shown ones, -1 is the header
    };

    SectionRuns() = default;
    ~SectionRuns() { clear(); }
    SectionRuns(const SectionRuns &) = delete;

    [[nodiscard]] qsizetype size() const noexcept { return m_root ? m_root->runsBelow : 0; }
    [[nodiscard]] qsizetype rows() const noexcept { return m_root ? m_root->rowsBelow : 0; }
    [[nodiscard]] qsizetype shown() const noexcept { return m_root ? m_root->shownBelow : 0; }

    [[nodiscard]] SectionRun *at(qsizetype index) const noexcept; // nullptr if there is none
    [[nodiscard]] Place atRow(qsizetype row) const noexcept;
    [[nodiscard]] Place atShown(qsizetype row) const noexcept;
    [[nodiscard]] qsizetype indexOf(const SectionRun *run) const noexcept;
    [[nodiscard]] qsizetype firstRow(const SectionRun *run) const noexcept;
    [[nodiscard]] qsizetype header(const SectionRun *run) const noexcept; // its row among those shown

    SectionRun *insert(qsizetype index, const QString &name, qsizetype rows, bool isCollapsed);
    void remove(SectionRun *run);
    void setRows(SectionRun *run, qsizetype rows);
    void setCollapsed(SectionRun *run, bool collapsed);
    void clear();

private:
    static void update(SectionRun *run) noexcept;
    static void updateUp(SectionRun *run) noexcept;
    [[nodiscard]] static SectionRun *merge(SectionRun *left, SectionRun *right) noexcept;
    static void split(SectionRun *run, qsizetype count, SectionRun *&left, SectionRun *&right) noexcept;
    static void destroy(SectionRun *run) noexcept;
    void setRoot(SectionRun *run) noexcept;

    SectionRun *m_root = nullptr;
    QRandomGenerator m_random{1};
};

} // namespace Racer
