using LocalCloud.AwsClients.CloudFormation;
using LocalCloud.Deploy;
using Spectre.Console;

namespace Serverless.Cli.Deploy;

/// <summary>Progress bars, and one row per resource that follows its state.</summary>
internal sealed class TerminalDisplay : ConsoleDisplay
{
    public override Task UploadAsync(IReadOnlyList<Upload> uploads, Func<Action<int, long>, Task> send) =>
        AnsiConsole
            .Progress()
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new PercentageColumn(),
                new TransferSpeedColumn()
            )
            .StartAsync(async progress =>
            {
                var tasks = uploads
                    .Select(upload =>
                        progress.AddTask(Markup.Escape($"{upload.Name} ({upload.SizeText})"), maxValue: Math.Max(1, upload.Size))
                    )
                    .ToList();
                await send((i, sent) => tasks[i].Value = uploads[i].Size == 0 ? 1 : sent);
            });

    public override async Task<T> FollowAsync<T>(Func<Action<StackEvent>, Task<T>> follow)
    {
        var table = NewTable("Resource", "Type", "State", "Since", "Reason");
        var rows = new Dictionary<string, int>();
        return await AnsiConsole
            .Live(table)
            .Overflow(VerticalOverflow.Crop)
            .Cropping(VerticalOverflowCropping.Top)
            .StartAsync(live =>
                follow(e =>
                {
                    if (!rows.TryGetValue(e.LogicalId, out var row))
                    {
                        rows[e.LogicalId] = row = rows.Count;
                        table.AddRow(Plain(e.LogicalId), Plain(e.Type), Plain(""), Plain(""), Plain(""));
                    }
                    table.UpdateCell(row, 2, Coloured(e.Status, StatusColour(e.Status)));
                    table.UpdateCell(row, 3, Plain($"{e.Time.ToLocalTime():HH:mm:ss}"));
                    if (e.Reason is not null)
                        table.UpdateCell(row, 4, Plain(e.Reason));
                    live.Refresh();
                })
            );
    }
}
