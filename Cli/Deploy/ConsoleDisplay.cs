using LocalCloud.AwsClients.CloudFormation;
using LocalCloud.Deploy;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Serverless.Cli.Deploy;

/// <summary>A deployment on the console: bars and a live table in a terminal, plain lines where output goes into a file or pipe.</summary>
internal abstract class ConsoleDisplay : IDeployDisplay
{
    protected static IAnsiConsole Out => AnsiConsole.Console;

    public static IDeployDisplay Create()
    {
        if (!Console.IsOutputRedirected && Out.Profile.Capabilities.Interactive)
            return new TerminalDisplay();
        // A table in a log is not cut at the width of a terminal that is not there
        Out.Profile.Width = 200;
        return new PlainDisplay();
    }

    public void Say(string line) => Out.WriteLine(line);

    public void Error(string line) => Console.Error.WriteLine(line);

    public async Task<bool?> AskAsync(string question, CancellationToken cancellation) =>
        Console.IsInputRedirected || Console.IsOutputRedirected
            ? null
            : await new ConfirmationPrompt(Markup.Escape(question)) { DefaultValue = false }.ShowAsync(Out, cancellation);

    public abstract Task UploadAsync(IReadOnlyList<Upload> uploads, Func<Action<int, long>, Task> send);

    public abstract Task<T> FollowAsync<T>(Func<Action<StackEvent>, Task<T>> follow);

    public void Plan(IReadOnlyList<Change> changes)
    {
        var table = NewTable("Action", "Resource", "Type", "Replaced", "What changes");
        foreach (var change in changes)
            table.AddRow(
                Coloured(change.Action, ActionColour(change)),
                Plain(change.LogicalId),
                Plain(change.Type),
                Replacement(change),
                Plain(Describe(change))
            );
        Out.Write(table);
    }

    public void Failures(IReadOnlyList<StackEvent> failures)
    {
        if (failures.Count == 0)
            return;
        Error("");
        Error("What failed:");
        foreach (var failure in failures)
            Error($"  {failure.LogicalId} ({failure.Type}) {failure.Status}: {failure.Reason ?? "no reason given"}");
    }

    public void Outputs(IReadOnlyList<StackOutput> outputs)
    {
        var table = NewTable("Output", "Value");
        foreach (var output in outputs)
            table.AddRow(Plain(output.Key), Plain(output.Value));
        Out.Write(table);
    }

    public void Removal(IReadOnlyList<(StackResource Resource, string Policy)> resources)
    {
        var table = NewTable("", "Resource", "Type", "Id");
        foreach (var (resource, policy) in resources.OrderBy(r => r.Policy == "Delete" ? 1 : 0))
        {
            var fate = policy switch
            {
                "Delete" => Coloured("goes", Color.Red),
                "Snapshot" => Coloured("goes, with a snapshot", Color.Yellow),
                _ => Coloured("stays", Color.Green),
            };
            table.AddRow(fate, Plain(resource.LogicalId), Plain(resource.Type), Plain(resource.PhysicalId ?? ""));
        }
        Out.Write(table);
    }

    protected static Table NewTable(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in columns)
            table.AddColumn(column);
        return table;
    }

    protected static Text Plain(string text) => new(text);

    protected static Text Coloured(string text, Color colour) => new(text, new Style(colour));

    protected static Color StatusColour(string status) =>
        status.EndsWith("_FAILED", StringComparison.Ordinal) || status.Contains("ROLLBACK", StringComparison.Ordinal) ? Color.Red
        : status.EndsWith("_COMPLETE", StringComparison.Ordinal) ? Color.Green
        : Color.Yellow;

    private static IRenderable Replacement(Change change) =>
        change.Replacement switch
        {
            "True" => Coloured("yes", Color.Red),
            "Conditional" => Coloured("perhaps", Color.Yellow),
            _ => Plain(""),
        };

    private static Color ActionColour(Change change) =>
        change.Action switch
        {
            "Add" => Color.Green,
            "Remove" => Color.Red,
            _ => Color.Yellow,
        };

    // Documents, such as policies, are named and not printed
    private static string Describe(Change change) =>
        change.Action != "Modify"
            ? ""
            : string.Join(
                ", ",
                change.Properties.Select(p =>
                    p is { Before: { Length: <= 40 } before, After: { Length: <= 40 } after } && before != after
                        ? $"{p.Name} {before} → {after}"
                        : p.Name
                )
            );
}
