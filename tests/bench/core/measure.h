// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/json.h>

#include <QtCore/QElapsedTimer>

#include <algorithm>
#include <cstdio>
#include <limits>

// Times alternatives side by side and prints them as ratios.
class Report
{
public:
    // Nanoseconds per call: the best of several rounds, each of about a hundredth of a second, so that what else the
    // machine does disturbs little.
    template<typename Work>
    static double measure(Work work)
    {
        qint64 calls = 1;
        double best = std::numeric_limits<double>::max();
        for (int round = 0; round < 12;) {
            QElapsedTimer timer;
            timer.start();
            for (qint64 i = 0; i < calls; ++i)
                work();
            const qint64 elapsed = std::max<qint64>(timer.nsecsElapsed(), 1);
            if (elapsed < 10'000'000 && calls < 100'000'000) {
                calls = calls * std::clamp<qint64>(12'000'000 / elapsed, 2, 100);
                continue;
            }
            best = std::min(best, double(elapsed) / double(calls));
            ++round;
        }
        return best;
    }

    void title(const char *text) { std::printf("\n%s\n", text); }

    // The first of a group is what the others are compared with.
    template<typename Work>
    double row(const char *name, Work work, double compareWith = 0)
    {
        const double nanoseconds = measure(work);
        std::printf("  %-56s %12.0f ns", name, nanoseconds);
        if (compareWith > 0)
            std::printf("   %6.2f times", nanoseconds / compareWith);
        std::printf("\n");
        std::fflush(stdout);
        return nanoseconds;
    }

    void figure(const char *name, double value) { m_figures.set(Racer::Key(QLatin1StringView(name)), value); }

    ~Report() { std::printf("\n%s\n", Racer::Json::stringify(m_figures).constData()); }

private:
    Racer::Value m_figures = Racer::Value::object();
};
