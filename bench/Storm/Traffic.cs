using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Serverless.Bench.Storm;

/// <summary>
/// What the world sends: payments, each delivered several times at once, and again until one delivery is taken, as Stripe does; with every
/// 25th a report, with every tenth a session.
/// </summary>
internal sealed class Traffic(Site site, StormOptions options) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10),
        First = TimeSpan.FromMilliseconds(250),
        Longest = TimeSpan.FromSeconds(4);

    private readonly HttpClient _api = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromSeconds(10) })
    {
        BaseAddress = site.Api,
        Timeout = TimeSpan.FromSeconds(30),
    };

    private int _deliveries,
        _refused,
        _begun;

    public IReadOnlyList<Payment> Payments { get; } = Make(options);

    /// <summary>Requests for a delivery, answered or not.</summary>
    public int Deliveries => _deliveries;

    /// <summary>Of these, those that were not taken: no connection, an error, or that another one is under way.</summary>
    public int Refused => _refused;

    /// <summary>Payments of which the first delivery has been sent.</summary>
    public int Begun => _begun;

    /// <summary>By payment; a payment is here when a delivery was answered with success.</summary>
    public ConcurrentDictionary<int, string> Orders { get; } = new();

    public ConcurrentBag<string> Reports { get; } = [];

    /// <summary>What was stored, by id.</summary>
    public ConcurrentDictionary<string, string> Sessions { get; } = new();

    /// <summary>Answers that say neither yes nor later, and how often each came.</summary>
    public ConcurrentDictionary<string, int> Errors { get; } = new();

    /// <param name="mayBegin">Returns when this payment may begin.</param>
    public Task RunAsync(Func<int, Task> mayBegin, CancellationToken cancellation)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Callers, CancellationToken = cancellation };
        return Parallel.ForEachAsync(Payments, parallel, async (payment, token) =>
        {
            await mayBegin(payment.Number);
            Interlocked.Increment(ref _begun);
            await DeliverAsync(payment, token);
            if (payment.Number % 25 == 0)
                await ReportAsync(payment, token);
            if (payment.Number % 10 == 0)
                await SessionAsync(payment, token);
        });
    }

    private static List<Payment> Make(StormOptions options)
    {
        var random = new Random(options.Seed);
        return [.. Enumerable.Range(0, options.Payments).Select(number => Payment.Make(number, random))];
    }

    private async Task DeliverAsync(Payment payment, CancellationToken cancellation) =>
        await Task.WhenAll(
            Enumerable
                .Range(0, payment.Deliveries)
                .Select(async i =>
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(i * 20), TimeProvider.System, cancellation);
                    await UntilTakenAsync(
                        payment.Request,
                        async response =>
                        {
                            if (response.StatusCode != HttpStatusCode.OK)
                                return false;
                            var answer = await response.Content.ReadFromJsonAsync<JsonNode>(cancellation);
                            Orders[payment.Number] = (string?)answer!["result"]!["orderId"] ?? "";
                            return true;
                        },
                        cancellation
                    );
                })
        );

    private Task ReportAsync(Payment payment, CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var body = new { userId = payment.Email, dateRange = new { from = today, to = today } };
        return UntilTakenAsync(
            () => new(HttpMethod.Post, "/api/exports/report") { Content = JsonContent.Create(body) },
            async response =>
            {
                if (response.StatusCode != HttpStatusCode.Accepted)
                    return false;
                Reports.Add((string)(await response.Content.ReadFromJsonAsync<JsonNode>(cancellation))!["id"]!);
                return true;
            },
            cancellation
        );
    }

    private Task SessionAsync(Payment payment, CancellationToken cancellation)
    {
        var (id, text) = ($"session-{payment.Number}", $"basket of {payment.Email}");
        return UntilTakenAsync(
            () =>
            {
                var put = new HttpRequestMessage(HttpMethod.Put, "/api/sessions")
                {
                    Content = JsonContent.Create(new { data = new { text } }),
                };
                put.Headers.Add("x-session-id", id);
                return put;
            },
            response =>
            {
                if (response.StatusCode != HttpStatusCode.OK)
                    return Task.FromResult(false);
                Sessions[id] = text;
                return Task.FromResult(true);
            },
            cancellation
        );
    }

    // Whoever is told of an error tries again, for a long time
    private async Task UntilTakenAsync(
        Func<HttpRequestMessage> request,
        Func<HttpResponseMessage, Task<bool>> isTaken,
        CancellationToken cancellation
    )
    {
        var began = TimeProvider.System.GetTimestamp();
        for (var attempt = 1; TimeProvider.System.GetElapsedTime(began) < Patience; attempt++)
        {
            Interlocked.Increment(ref _deliveries);
            try
            {
                using var response = await _api.SendAsync(request(), cancellation);
                if (await isTaken(response))
                    return;
                if (response.StatusCode is not (HttpStatusCode.Conflict or HttpStatusCode.ServiceUnavailable))
                    Note($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync(cancellation)}");
            }
            catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
            {
                cancellation.ThrowIfCancellationRequested();
            }
            Interlocked.Increment(ref _refused);
            var wait = First * (1 << Math.Min(attempt - 1, 5));
            await Task.Delay(wait < Longest ? wait : Longest, TimeProvider.System, cancellation);
        }
        Note("given up");
    }

    // Without what makes each different
    private void Note(string what) => Errors.AddOrUpdate(Regex.Replace(what, "[0-9a-f]{16,}", "…"), 1, (_, count) => count + 1);

    public void Dispose() => _api.Dispose();
}
