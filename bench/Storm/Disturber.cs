using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Npgsql;
using Serverless.Bench.Startup;
using Spectre.Console;

namespace Serverless.Bench.Storm;

/// <summary>Takes parts away, one after the other, and sees how long it takes until they are back.</summary>
internal sealed class Disturber(Site site, StormOptions options, Disk? disk, CancellationToken cancellation) : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50),
        Limit = TimeSpan.FromMinutes(2),
        Outage = TimeSpan.FromSeconds(5);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(2) };
    private readonly Random _random = new(options.Seed + 1);
    private List<(string Name, Func<Task> Act)> _deck = [];

    /// <summary>Seconds until it was back, by what was done.</summary>
    public ConcurrentDictionary<string, List<double>> Recoveries { get; } = new();

    public int Done { get; private set; }

    /// <summary>One of them, until the part is back.</summary>
    public async Task NextAsync()
    {
        var (name, act) = Draw();
        var began = TimeProvider.System.GetTimestamp();
        await act();
        var seconds = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        Recoveries.GetOrAdd(name, _ => []).Add(seconds);
        Done++;
        AnsiConsole.MarkupLineInterpolated($"[grey]{Done} of {options.Disturbances}: {name}, back after {seconds:0.0} s[/]");
    }

    // From a shuffled deck, so that each comes as often as it should
    private (string Name, Func<Task> Act) Draw()
    {
        if (_deck.Count == 0)
        {
            _deck = new(Deck());
            _random.Shuffle(CollectionsMarshal.AsSpan(_deck));
        }
        var drawn = _deck[^1];
        _deck.RemoveAt(_deck.Count - 1);
        return drawn;
    }

    private IEnumerable<(string Name, Func<Task> Act)> Deck()
    {
        yield return ("kill -9 of the AppHost", () => site.RestartAsync(cancellation));
        if (disk is not null)
            yield return ("disk full for 5 s", () => FillAsync(disk, Outage));
        foreach (var part in Part.All)
        {
            yield return ($"{part.Name} frozen for 5 s", () => FreezeAsync(part, Outage));
            for (var i = 0; i < 2 * part.Count; i++)
                yield return ($"kill -9 of {part.Name}", () => KillAsync(part));
        }
    }

    private async Task KillAsync(Part part)
    {
        var victims = site.Processes(part.Kind);
        if (victims.Count == 0)
            return;
        var victim = victims[_random.Next(victims.Count)];
        _ = Posix.Send(victim.Id, Posix.Kill);
        await BackAsync(part, victim.Id);
    }

    // As a network partition, or a machine without a processor to spare, makes it look
    private async Task FreezeAsync(Part part, TimeSpan time)
    {
        var all = site.All.Where(process => process.Kind == part.Kind).ToList();
        foreach (var process in all)
            _ = Posix.Send(process.Id, Posix.Stop);
        await Task.Delay(time, TimeProvider.System, cancellation);
        foreach (var process in all)
            _ = Posix.Send(process.Id, Posix.Continue);
        await BackAsync(part, 0);
    }

    private async Task FillAsync(Disk disk, TimeSpan time)
    {
        disk.Fill();
        await Task.Delay(time, TimeProvider.System, cancellation);
        disk.Free();
        foreach (var part in Part.All)
            await BackAsync(part, 0);
    }

    private async Task BackAsync(Part part, int without)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await IsBackAsync(part, without))
        {
            if (TimeProvider.System.GetElapsedTime(began) > Limit)
                throw new InvalidOperationException($"{part.Name} did not come back within {Limit.TotalSeconds:0} s.");
            await Task.Delay(Look, TimeProvider.System, cancellation);
        }
    }

    private async Task<bool> IsBackAsync(Part part, int without)
    {
        var processes = site.Processes(part.Kind);
        if (processes.Count < part.Count || processes.Any(process => process.Id == without))
            return false;
        try
        {
            return part.Resource switch
            {
                null => true,
                "postgres" => await AnswersSqlAsync(),
                "redis" => await AnswersTcpAsync(site.Endpoint("redis")),
                "aws" => await AnswersHttpAsync(new(site.Aws, "/_localcloud/health")),
                var service => await AnswersHttpAsync(new(site.Endpoint(service), "/alive")),
            };
        }
        catch (Exception e)
            when (e is HttpRequestException or TaskCanceledException or SocketException or NpgsqlException or IOException
                && !cancellation.IsCancellationRequested
            )
        {
            return false;
        }
    }

    private async Task<bool> AnswersSqlAsync()
    {
        await using var connection = await site.OpenDatabaseAsync(cancellation);
        return true;
    }

    private async Task<bool> AnswersTcpAsync(Uri address)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, cancellation);
        await client.GetStream().WriteAsync("PING\r\n"u8.ToArray(), cancellation);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(2));
        return await client.GetStream().ReadAsync(new byte[64], patience.Token) > 0;
    }

    private async Task<bool> AnswersHttpAsync(Uri address)
    {
        using var response = await _http.GetAsync(address, cancellation);
        return response.IsSuccessStatusCode;
    }

    public void Dispose() => _http.Dispose();
}
