using LocalCloud.Cost.Measuring;
using LocalCloud.Cost.Suggestions;

namespace Cost.Tests.Suggestions;

/// <summary>Each rule: when it speaks, what it says, and when it does not.</summary>
public sealed class SuggestionTests
{
    [Fact]
    public void A_function_that_fits_calls_for_nothing() => Assert.Empty(new Seen().Suggest());

    [Fact]
    public void Too_few_invocations_call_for_nothing_whatever_they_show() =>
        Assert.Empty(
            new Seen
            {
                Invocations = 99,
                Memory = 3008,
                Duration = 20,
                Used = 60,
                Timeout = 900,
                Arm = false,
                ColdStarts = 50,
            }.Suggest()
        );

    [Fact]
    public void Short_and_roomy_is_less_memory_with_what_it_saves_at_the_same_duration()
    {
        var suggestion = Single(
            new()
            {
                Memory = 1024,
                Duration = 50,
                Used = 90,
            },
            "memory"
        );
        Assert.StartsWith("128 MB instead of 1024 MB", suggestion.Advice, StringComparison.Ordinal);
        // Ten million invocations of 0.05 GB-s at $0.0000133334, of which seven eighths are saved
        Assert.Equal(10_000_000 * 0.05m * 0.0000133334m * 7 / 8, suggestion.SavingPerMonth);
        Assert.Contains("at most 90 MB", suggestion.Reason, StringComparison.Ordinal);
        Assert.Contains("50 ms on average, under 100 ms", suggestion.Reason, StringComparison.Ordinal);
        Assert.Contains("that becomes 400 ms and saves nothing", suggestion.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1024, 150, 90)]
    [InlineData(1024, 50, 600)]
    [InlineData(128, 50, 60)]
    public void Long_or_used_memory_or_the_least_of_it_stays(int memory, double duration, int used) =>
        None(
            new()
            {
                Memory = memory,
                Duration = duration,
                Used = used,
            },
            "memory"
        );

    [Fact]
    public void The_size_that_is_advised_holds_what_is_used()
    {
        var suggestion = Single(
            new()
            {
                Memory = 1024,
                Duration = 50,
                Used = 150,
            },
            "memory"
        );
        Assert.StartsWith("256 MB instead of 1024 MB", suggestion.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flat_curve_is_less_memory_also_where_it_takes_long()
    {
        var suggestion = Single(
            new()
            {
                Memory = 1024,
                Duration = 800,
                Used = 150,
                Before = (512, 820),
            },
            "memory"
        );
        Assert.Contains("flat: 820 ms with 512 MB, 800 ms with 1024 MB", suggestion.Reason, StringComparison.Ordinal);
        None(
            new()
            {
                Memory = 1024,
                Duration = 800,
                Used = 150,
                Before = (512, 1500),
            },
            "memory"
        );
    }

    [Fact]
    public void A_saving_of_cents_is_not_worth_a_word() =>
        None(
            new()
            {
                Memory = 1024,
                Duration = 50,
                Used = 90,
                Scale = 10,
            },
            "memory"
        );

    [Theory]
    [InlineData(512, 3500, 200, "takes 3500 ms on average with 512 MB")]
    [InlineData(256, 50, 240, "uses up to 240 MB of 256 MB")]
    public void Slow_with_a_small_share_or_nearly_full_is_more_memory(int memory, double duration, int used, string reason)
    {
        var suggestion = Single(
            new()
            {
                Memory = memory,
                Duration = duration,
                Used = used,
                Timeout = 20,
            },
            "memory"
        );
        Assert.StartsWith($"more than {memory} MB", suggestion.Advice, StringComparison.Ordinal);
        Assert.Contains(reason, suggestion.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Slow_with_1024_MB_is_not() =>
        None(
            new()
            {
                Memory = 1024,
                Duration = 3500,
                Used = 700,
                Timeout = 20,
            },
            "memory"
        );

    [Fact]
    public void A_time_out_far_from_the_slowest_is_shorter()
    {
        var suggestion = Single(
            new()
            {
                Timeout = 29,
                Duration = 120,
                Memory = 1024,
                Used = 700,
            },
            "time-out"
        );
        Assert.Equal("3 s instead of 29 s", suggestion.Advice);
        // 29 s of 1 GB of arm64 are 29 × $0.0000133334, and a request
        Assert.Contains("a thousand that hang cost $0.39", suggestion.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_is_near_or_has_cut_off_is_longer()
    {
        Assert.StartsWith("longer than 3 s", Single(new() { Timeout = 3, Duration = 2800 }, "time-out").Advice, StringComparison.Ordinal);
        Assert.Contains("2 of 200 invocations were cut off", Single(new() { Timeouts = 2 }, "time-out").Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, 900)]
    [InlineData(11, 1500)]
    public void One_that_leaves_some_room_stays(int timeout, double duration) =>
        None(new() { Timeout = timeout, Duration = duration }, "time-out");

    [Fact]
    public void Idle_provisioned_concurrency_is_less_with_its_saving_and_break_even()
    {
        var suggestion = Single(
            new()
            {
                Memory = 1024,
                Used = 700,
                Provisioned = 5,
                Counts = new(200, 0, 0, 200, 0, 2),
            },
            "provisioned concurrency"
        );
        // 5 GB for 730 hours at $0.0000033334, less what 10 million × 0.12 GB-s save on it: $0.0000133334 - $0.0000077778 each
        Assert.Equal((5 * 730 * 3600 * 0.0000033334m) - (10_000_000 * 0.12m * (0.0000133334m - 0.0000077778m)), suggestion.SavingPerMonth);
        Assert.Contains("run 9.1 % of the time", suggestion.Reason, StringComparison.Ordinal);
        Assert.Contains("from 60 % on", suggestion.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Busy_provisioned_concurrency_stays() =>
        None(
            new()
            {
                Memory = 1024,
                Used = 700,
                Provisioned = 5,
                Counts = new(200, 0, 0, 200, 0, 5),
                Scale = 400_000,
            },
            "provisioned concurrency"
        );

    [Fact]
    public void Provisioned_concurrency_that_does_not_suffice_is_more_and_costs()
    {
        var suggestion = Single(
            new()
            {
                Memory = 1024,
                Used = 700,
                Provisioned = 5,
                Counts = new(200, 0, 0, 150, 50, 8),
            },
            "provisioned concurrency"
        );
        Assert.Equal("8 instead of 5", suggestion.Advice);
        Assert.Equal(-3 * 730 * 3600 * 0.0000033334m, suggestion.SavingPerMonth);
    }

    [Fact]
    public void Without_its_metrics_nothing_is_said_of_provisioned_concurrency() =>
        None(new() { Provisioned = 5 }, "provisioned concurrency");

    [Fact]
    public void X86_is_arm64_with_a_fifth_less()
    {
        var suggestion = Single(
            new()
            {
                Arm = false,
                Memory = 1024,
                Used = 700,
            },
            "architecture"
        );
        Assert.Equal(10_000_000 * 0.12m * (0.0000166667m - 0.0000133334m), suggestion.SavingPerMonth);
        None(
            new()
            {
                Arm = false,
                Memory = 1024,
                Used = 700,
                Scale = 100,
            },
            "architecture"
        );
    }

    [Fact]
    public void Logs_without_an_end_get_one()
    {
        Assert.Equal("/aws/lambda/f", Single(new() { Retention = null }, "logs").Subject);
        None(new() { Retention = 365 }, "logs");
    }

    [Fact]
    public void A_loop_that_asks_an_empty_queue_is_told_what_it_costs()
    {
        var polls = new LocalCloud.Cost.Around.QueuePolls("jobs", "f", ByLambda: false, 3000, 2900);
        var suggestion = Single(new() { Polls = [polls] }, "polling");
        Assert.Equal(2900 * 730 * 0.0000004m, suggestion.SavingPerMonth);
        Assert.Contains("96.7 % of 3,000 receives found nothing (f)", suggestion.Reason, StringComparison.Ordinal);
        None(new() { Polls = [polls with { ByLambda = true }] }, "polling");
        None(new() { Polls = [polls with { Empty = 1400 }] }, "polling");
    }

    [Theory]
    [InlineData(null, "ReadyToRun, trimming or native AOT")]
    [InlineData("ReadyToRun", "trimming or native AOT (it is ReadyToRun;")]
    [InlineData("ReadyToRun, trimmed", "native AOT (it is ReadyToRun, trimmed;")]
    public void Many_slow_cold_starts_are_a_better_package(string? build, string advice)
    {
        var suggestion = Single(new() { ColdStarts = 10, Build = build }, "cold start");
        Assert.StartsWith(advice, suggestion.Advice, StringComparison.Ordinal);
        Assert.Contains("10 of 200 invocations (5 %) waited 900 ms in the median", suggestion.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Few_or_quick_cold_starts_and_those_of_native_code_are_left_alone()
    {
        None(new() { ColdStarts = 9 }, "cold start");
        None(new() { ColdStarts = 10, Init = 300 }, "cold start");
        None(new() { ColdStarts = 10, Build = "native AOT" }, "cold start");
        None(new() { ColdStarts = 10, Invocations = 4000 }, "cold start");
    }

    private static Suggestion Single(Seen seen, string kind) => Assert.Single(seen.Suggest(), s => s.Kind == kind);

    private static void None(Seen seen, string kind) => Assert.DoesNotContain(seen.Suggest(), s => s.Kind == kind);
}
