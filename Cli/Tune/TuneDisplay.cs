using LocalCloud.Tune;
using LocalCloud.Tune.Reports;
using LocalCloud.Tune.Results;
using Spectre.Console;

namespace Serverless.Cli.Tune;

/// <summary>A measurement on the console: a bar in a terminal, a line now and then where output goes into a file or pipe.</summary>
internal sealed class TuneDisplay(bool interactive) : ITuneDisplay
{
    private static IAnsiConsole Out => AnsiConsole.Console;

    public static ITuneDisplay Create()
    {
        var interactive = !Console.IsOutputRedirected && Out.Profile.Capabilities.Interactive;
        // A table in a log is not cut at the width of a terminal that is not there
        if (!interactive)
            Out.Profile.Width = 120;
        return new TuneDisplay(interactive);
    }

    public void Say(string line) => Out.WriteLine(line);

    public void Error(string line) => Console.Error.WriteLine(line);

    public async Task<bool?> AskAsync(string question, CancellationToken cancellation) =>
        Console.IsInputRedirected || Console.IsOutputRedirected
            ? null
            : await new ConfirmationPrompt(Markup.Escape(question)) { DefaultValue = false }.ShowAsync(Out, cancellation);

    public Task FollowAsync(Func<Action<TuneProgress>, Task> run) => interactive ? BarAsync(run) : LinesAsync(run);

    public void Show(TuneResult result)
    {
        Out.WriteLine();
        Out.Write(ResultTable.Of(result));
        foreach (var line in TextChart.Of(result, Math.Max(60, Out.Profile.Width - 1)))
            Out.WriteLine(line);
        Out.WriteLine();
        foreach (var reason in result.Choice.Reasons)
            Out.WriteLine(reason);
        foreach (var doubt in result.Doubts)
            Out.WriteLine(doubt);
        Out.WriteLine(result.Method);
        if (result.Baseline is { } baseline)
            ShowBaseline(baseline);
    }

    private void ShowBaseline(BaselineComparison baseline)
    {
        Out.WriteLine();
        Out.Write(ResultTable.Of(baseline));
        if (baseline.Slower is { Count: > 0 } slower)
            Error(
                $"Slower than {baseline.File} by more than {Form.Percent(baseline.Allowed!.Value)}: "
                    + $"{string.Join(", ", slower.Select(r => $"{r.Now.Name} {Form.Percent(r.Change)}"))}"
            );
    }

    private static Task BarAsync(Func<Action<TuneProgress>, Task> run) =>
        AnsiConsole
            .Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(async progress =>
            {
                var task = progress.AddTask("measuring");
                await run(step =>
                {
                    task.MaxValue = step.Total;
                    task.Value = step.Done;
                    task.Description = Markup.Escape(Describe(step));
                });
            });

    // A tenth at a time
    private Task LinesAsync(Func<Action<TuneProgress>, Task> run)
    {
        var told = 0;
        return run(step =>
        {
            if (step.Done * 10 / step.Total is var tenth && tenth > told)
                Say(Describe(step));
            told = Math.Max(told, step.Done * 10 / step.Total);
        });
    }

    private static string Describe(TuneProgress step) =>
        $"{step.What}, {step.Done} of {step.Total}{(step.Left is { } left && step.Done < step.Total ? $", {Left(left)} left" : "")}";

    private static string Left(TimeSpan left) =>
        left.TotalMinutes >= 1 ? $"{(int)left.TotalMinutes} min {left.Seconds:00} s" : $"{Math.Ceiling(left.TotalSeconds):0} s";
}
