using System.Diagnostics;
using System.Globalization;
using LocalCloud.Publish.Plan;
using LocalCloud.Publish.Policies;
using Spectre.Console;

namespace LocalCloud.Publish.Report;

/// <summary>A publish with its progress, summary and refusals on the console.</summary>
internal static class ConsolePublish
{
    /// <returns>The process's exit code: 0, 1 when something is refused or fails, or 130 after Ctrl+C, as shells have it.</returns>
    /// <param name="summary">False: nothing is printed of what was written.</param>
    public static async Task<int> RunAsync(
        AppManifest manifest,
        PublishOptions options,
        CancellationToken cancellationToken = default,
        bool summary = true
    )
    {
        try
        {
            return await PublishAsync(manifest, options, summary, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Console.Error.WriteLine("Interrupted: nothing was written.");
            return 130;
        }
    }

    private static async Task<int> PublishAsync(
        AppManifest manifest,
        PublishOptions options,
        bool prints,
        CancellationToken cancellationToken
    )
    {
        var result = await Publisher.PublishAsync(manifest, options, new ConsoleProgress(AnsiConsole.Console), cancellationToken);
        if (result.Refusals.Count > 0)
            Refused(result.Refusals);
        if (result.PolicyFaults.Count > 0)
            Faulty(result.PolicyFaults);
        if (result.Error is { } error)
            Console.Error.WriteLine(error);
        if (prints && result.Summary is { } summary)
            Print(summary, options);
        return result.ExitCode;
    }

    // As errors, one line each: for a log and for whoever searches it
    private static void Refused(IReadOnlyList<Refusal> refusals)
    {
        Console.Error.WriteLine(
            refusals.Count == 1
                ? "Not published: this resource has no place on AWS."
                : $"Not published: {refusals.Count} things have no place on AWS."
        );
        foreach (var refusal in refusals)
            Console.Error.WriteLine($"  {refusal}");
        Console.Error.WriteLine("Nothing was written. --list-mappings prints what is known.");
    }

    private static void Faulty(IReadOnlyList<PolicyFault> faults)
    {
        Console.Error.WriteLine("Not published: --check-policies has found what is allowed on everything and need not be.");
        foreach (var fault in faults)
            Console.Error.WriteLine($"  {fault}");
        Console.Error.WriteLine("Nothing was written. Name the resources (Resource of LambdaAccess, or of the template's statement).");
    }

    private static void Print(PublishSummary summary, PublishOptions options)
    {
        var console = AnsiConsole.Console;
        if (!console.Profile.Out.IsTerminal)
            console.Profile.Width = 160;
        console.WriteLine();
        var resources = Grid("Resource", "On AWS");
        foreach (var mapped in summary.Mapped)
            resources.AddRow(Markup.Escape(mapped.Resource), Markup.Escape(mapped.Becomes));
        console.Write(resources);
        console.WriteLine();

        var functions = Grid("Function", "Package", "Zip", "Unpacked", "Build", "Memory", "Time-out", "Concurrency");
        foreach (var function in summary.Plan.Functions)
        {
            var package = summary.Packages.GetValueOrDefault(function.Zip);
            functions.AddRow(
                function.Name,
                function.Zip,
                Size(package?.ZipBytes),
                Size(package?.UnpackedBytes),
                function.Facts.Build,
                $"{function.Memory} MB",
                $"{function.Timeout} s",
                function.Settings.ProvisionedConcurrency is > 0 and var provisioned ? $"{provisioned} provisioned ({function.Alias})"
                    : function.Queues.Count > 0 ? $"at most {function.Settings.MaximumConcurrency ?? 10} from the queue"
                    : function.IsWarmedUp ? "warmed up"
                    : "on demand"
            );
        }
        console.Write(functions);
        console.WriteLine();
        foreach (var content in summary.Content)
        {
            console.Write(SizeTable.Of(content));
            console.WriteLine();
        }

        console.Write(CostTable.Of(summary));
        foreach (var assumption in summary.Estimate.Assumptions)
            console.WriteLine($"  {assumption}");
        console.WriteLine();
        foreach (var warning in summary.Warnings)
            console.WriteLine($"Note: {warning}");
        console.WriteLine(
            $"Written to {options.OutputDirectory}: template.yaml, parameters.example.json, "
                + $"summary.json{string.Concat(summary.Packages.Keys.Select(z => $", {z}"))}"
        );
    }

    private static Table Grid(params string[] columns) => new Table().Border(TableBorder.None).AddColumns(columns);

    private static string Size(long? bytes) => bytes is { } known ? FileSize.Text(known) : "not built";
}

/// <summary>
/// A line for each step when it is done. Where somebody watches, what it is at in the meantime; into a pipe a line when it begins, too:
/// a build takes a minute in which a log would say nothing.
/// </summary>
internal sealed class ConsoleProgress(IAnsiConsole console) : IPublishProgress
{
    public async Task<T> StepAsync<T>(string title, Func<Action<string>, Task<T>> step)
    {
        var started = Stopwatch.GetTimestamp();
        var watched = console.Profile.Capabilities.Interactive && console.Profile.Out.IsTerminal;
        // A line of a log is not broken at the width of a terminal that is not there
        if (!watched)
            console.Profile.Width = 1000;
        if (!watched)
            console.WriteLine($"{title} ...");
        var result = watched
            ? await console
                .Status()
                .StartAsync(Markup.Escape(title), status => step(line => status.Status = Markup.Escape($"{title}: {line.Trim()}")))
            : await step(_ => { });
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{title}  {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s"));
        return result;
    }
}
