using LocalCloud.AwsClients.CloudFormation;
using LocalCloud.Deploy;
using Spectre.Console;

namespace Serverless.Cli.Deploy;

/// <summary>One line for each thing that has happened.</summary>
internal sealed class PlainDisplay : ConsoleDisplay
{
    public override async Task UploadAsync(IReadOnlyList<Upload> uploads, Func<Action<int, long>, Task> send)
    {
        var done = new HashSet<int>();
        await send(
            (i, sent) =>
            {
                if (sent < uploads[i].Size)
                    return;
                lock (done)
                {
                    if (done.Add(i))
                        Say($"uploaded {uploads[i].Name} ({uploads[i].SizeText})");
                }
            }
        );
    }

    public override Task<T> FollowAsync<T>(Func<Action<StackEvent>, Task<T>> follow) =>
        follow(e =>
            Out.WriteLine(
                $"{e.Time.ToLocalTime():HH:mm:ss}  {e.Status, -28}  {e.LogicalId} ({e.Type}){(e.Reason is null ? "" : $": {e.Reason}")}"
            )
        );
}
