using System.Collections.Concurrent;
using LocalCloud.Testing;
using Microsoft.Extensions.Time.Testing;

namespace LocalCloud.Aws.Tests.Wire.Fuzz;

/// <summary>Valid requests of every service and protocol, damaged by a generator that starts from a seed.</summary>
public sealed class FuzzTests
{
    private const int Workers = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(25);

    [Fact]
    public async Task A_hundred_thousand_damaged_requests_get_answers_that_are_no_internal_error()
    {
        var total = int.TryParse(Environment.GetEnvironmentVariable("FUZZ_REQUESTS"), out var given) ? given : 100_000;
        var failures = new ConcurrentDictionary<string, string>();

        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(() => RunAsync(worker, total / Workers, failures))));

        Assert.True(failures.IsEmpty, string.Join("\n\n", failures.Values.Take(12)));
    }

    private static async Task RunAsync(int seed, int count, ConcurrentDictionary<string, string> failures)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var aws = new LocalAws(clock);
        var samples = new Samples(new Random(seed));
        for (var i = 0; i < count; i++)
        {
            var sample = samples.Next(i);
            using var request = sample.ToRequest();
            if (request is null)
                continue;
            HttpResponseMessage answer;
            try
            {
                answer = await AnswerAsync(aws, clock, request);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                failures.TryAdd(sample.Name, $"{sample.Name}, seed {seed}, request {i}: {e}\n{sample.Describe()}");
                continue;
            }
            using var disposed = answer;
            if ((int)answer.StatusCode is 500 or < 200 or >= 600)
                failures.TryAdd(
                    sample.Name,
                    $"{sample.Name}, seed {seed}, request {i}: {(int)answer.StatusCode} "
                        + $"{await answer.Content.ReadAsStringAsync()}\n{sample.Describe()}"
                );
        }

        // It is still there, and in its senses.
        using var health = await aws.Http.GetAsync("/_localcloud/health");
        Assert.True(health.IsSuccessStatusCode);
    }

    // A long poll ends when its time has passed, which only this test lets pass.
    private static async Task<HttpResponseMessage> AnswerAsync(LocalAws aws, FakeTimeProvider clock, HttpRequestMessage request)
    {
        var answer = aws.Http.SendAsync(request);
        while (true)
            try
            {
                return await answer.WaitAsync(Patience, TimeProvider.System);
            }
            catch (TimeoutException)
            {
                clock.Advance(TimeSpan.FromSeconds(21));
            }
    }
}
