using System.Globalization;
using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using LocalCloud.Aspire.Aws;

namespace LocalCloud.Aspire.Commands;

/// <summary><c>purge-queue</c> of AWS.</summary>
internal static class QueueCommand
{
    public const string Name = "purge-queue";
    private const string Queue = "queue";

    private static readonly string[] Counts =
    [
        "ApproximateNumberOfMessages",
        "ApproximateNumberOfMessagesNotVisible",
        "ApproximateNumberOfMessagesDelayed",
    ];

    public static IResourceBuilder<LocalStackResource> WithQueueCommand(this IResourceBuilder<LocalStackResource> aws) =>
        aws.WithCommand(
            Name,
            "Purge queue",
            new()
            {
                Description = "Deletes every message of a queue, those that are being worked on too.",
                IconName = "DeleteLines",
                Arguments =
                [
                    new()
                    {
                        Name = Queue,
                        Label = "Queue",
                        InputType = InputType.Choice,
                        Required = true,
                        AllowCustomChoice = true,
                        DynamicLoading = new() { LoadCallback = load => LoadAsync(aws.Resource, load), AlwaysLoadOnStart = true },
                    },
                ],
            },
            context => PurgeAsync(aws.Resource, context)
        );

    private static async Task LoadAsync(LocalStackResource aws, LoadInputContext load)
    {
        using var client = Client(aws);
        var queues = await QueuesAsync(client, load.CancellationToken).ConfigureAwait(false);
        load.Input.Options = [.. queues.Select(q => KeyValuePair.Create(NameOf(q), NameOf(q)))];
    }

    private static async Task<string> PurgeAsync(LocalStackResource aws, ExecuteCommandContext context)
    {
        var (name, cancellationToken) = (context.Arguments.GetString(Queue), context.CancellationToken);
        using var client = Client(aws);
        var queues = await QueuesAsync(client, cancellationToken).ConfigureAwait(false);
        var address = queues.FirstOrDefault(q => NameOf(q) == name)
            ?? throw new CommandException(
                queues.Count == 0
                    ? $"There is no queue '{name}': there are none."
                    : $"There is no queue '{name}'. There are: {string.Join(", ", queues.Select(NameOf))}."
            );
        var messages = await CountAsync(client, address, cancellationToken).ConfigureAwait(false);
        await client.SqsAsync("PurgeQueue", new() { ["QueueUrl"] = address }, cancellationToken).ConfigureAwait(false);
        var noun = messages == 1 ? "message" : "messages";
        return string.Create(CultureInfo.InvariantCulture, $"{name} is empty; it had {messages} {noun}.");
    }

    // The first thousand, as many as one answer has
    private static async Task<List<string>> QueuesAsync(AwsClient client, CancellationToken cancellationToken)
    {
        var answer = await client.SqsAsync("ListQueues", [], cancellationToken).ConfigureAwait(false);
        return [.. (answer?["QueueUrls"] as JsonArray ?? []).Select(q => (string)q!)];
    }

    private static async Task<int> CountAsync(AwsClient client, string address, CancellationToken cancellationToken)
    {
        var names = new JsonArray([.. Counts.Select(c => (JsonNode?)c)]);
        var answer = await client
            .SqsAsync("GetQueueAttributes", new() { ["QueueUrl"] = address, ["AttributeNames"] = names }, cancellationToken)
            .ConfigureAwait(false);
        return Counts.Sum(c => int.Parse((string?)answer?["Attributes"]?[c] ?? "0", CultureInfo.InvariantCulture));
    }

    private static AwsClient Client(LocalStackResource aws) => new(new(aws.PrimaryEndpoint.Url), aws.Region, TimeProvider.System);

    private static string NameOf(string address) => address[(address.LastIndexOf('/') + 1)..];
}
