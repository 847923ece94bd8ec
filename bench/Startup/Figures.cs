namespace Serverless.Bench.Startup;

/// <summary>What one build was measured to take: seconds, seconds of processor time, bytes.</summary>
internal sealed class Figures
{
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(2);

    public List<double> Ready { get; } = [];
    public List<double> FirstReady { get; } = [];
    public List<double> ProcessorTime { get; } = [];
    public List<double> Memory { get; } = [];
    public List<double> Stop { get; } = [];
    public List<double> Kill { get; } = [];

    /// <summary>Seconds of one more Api, where that was measured.</summary>
    public List<double> Floor { get; } = [];

    /// <summary>Each process of each run.</summary>
    public List<(string Kind, ProcessEntry Process, long Memory)> Processes { get; } = [];

    /// <summary>On new data.</summary>
    public async Task FirstAsync(SourceTree source, string data, CancellationToken cancellation)
    {
        await using var run = await AppHostRun.StartAsync(source, data, cancellation);
        FirstReady.Add(run.Ready.TotalSeconds);
        Stop.Add((await run.StopAsync(cancellation)).TotalSeconds);
    }

    public async Task AgainAsync(SourceTree source, string data, bool floor, CancellationToken cancellation)
    {
        await using var run = await AppHostRun.StartAsync(source, data, cancellation);
        Ready.Add(run.Ready.TotalSeconds);
        ProcessorTime.Add(run.ProcessorTime.TotalSeconds);
        await Task.Delay(Settled, TimeProvider.System, cancellation);
        var processes = run.Processes.Select(process => (process.Kind, Process: process, process.Memory)).ToList();
        Memory.Add(run.Tree.Living.Sum(process => (double)process.Memory));
        Processes.AddRange(processes);
        if (floor)
            Floor.Add((await ServiceFloor.MeasureAsync(data, cancellation)).TotalSeconds);
        Stop.Add((await run.StopAsync(cancellation)).TotalSeconds);
    }

    public async Task KillAsync(SourceTree source, string data, CancellationToken cancellation)
    {
        await using var run = await AppHostRun.StartAsync(source, data, cancellation);
        Kill.Add((await run.KillAsync(cancellation)).TotalSeconds);
    }

    public static double Median(List<double> values) => values.Order().Skip((values.Count - 1) / 2).Take(2 - values.Count % 2).Average();
}
