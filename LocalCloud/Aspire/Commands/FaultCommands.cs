using System.Globalization;
using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using LocalCloud.Aspire.Aws;

namespace LocalCloud.Aspire.Commands;

/// <summary><c>set-fault</c> and <c>clear-faults</c> of AWS: what goes wrong on purpose.</summary>
internal static class FaultCommands
{
    public const string Set = "set-fault",
        Clear = "clear-faults";
    private const string Latency = "latency";

    private static readonly string[] Kinds = ["error", "throttling", Latency, "lost-response", "duplicate-delivery", "reordering"];

    // By their names in endpoints; others can be typed
    private static readonly string[] Services = ["sqs", "events", "dynamodb", "s3", "sns", "lambda", "scheduler", "logs", "ses"];

    public static IResourceBuilder<LocalStackResource> WithFaultCommands(this IResourceBuilder<LocalStackResource> aws) =>
        aws.WithCommand(
                Set,
                "Set fault",
                new()
                {
                    Description = "Calls of AWS fail, wait or are answered twice until the faults are cleared or AWS is started again.",
                    IconName = "Flash",
                    // In this order on the command line of the aspire CLI
                    Arguments =
                    [
                        Choice("kind", "What happens", Kinds, Kinds[0], isRequired: true),
                        Choice("service", "Service", Services, null, isRequired: false, "Any"),
                        Text("operation", "Operation", "Any; PutItem"),
                        Number("rate", "Rate", "Always; 0.2: one call of five"),
                        Number("milliseconds", "Milliseconds", "Of latency"),
                        Text("code", "Code", "Of an error; else the service's internal error"),
                        Text("resource", "Resource", "Any; name of a queue, table, bucket, topic, bus"),
                        Number("count", "Count", "Until it is cleared; after so many hits"),
                    ],
                    ValidateArguments = context =>
                    {
                        foreach (var (input, wrong) in Wrong(context.Inputs))
                            context.AddValidationError(input, wrong);
                        return Task.CompletedTask;
                    },
                },
                context => SetAsync(aws.Resource, context)
            )
            .WithCommand(Clear, "Clear faults", new() { Description = "Ends every fault that was set.", IconName = "FlashOff" }, context =>
                ClearAsync(aws.Resource, context)
            );

    private static async Task<string> SetAsync(LocalStackResource aws, ExecuteCommandContext context)
    {
        var inputs = context.Arguments;
        foreach (var (_, wrong) in Wrong(inputs))
            throw new CommandException(wrong);
        var fault = new JsonObject();
        foreach (var name in (string[])["kind", "service", "operation", "resource", "code"])
            if (inputs.GetString(name) is { Length: > 0 } text)
                fault[name] = text;
        if (NumberOf(inputs, "rate") is { } rate)
            fault["probability"] = rate;
        foreach (var name in (string[])["milliseconds", "count"])
            if (NumberOf(inputs, name) is { } number)
                fault[name] = (int)number;
        using var client = Client(aws);
        var set = await client.CallAsync(HttpMethod.Post, "faults", fault, context.CancellationToken).ConfigureAwait(false);
        return $"Fault {(string?)set?["id"]} is set: {Described(fault)}. Clear faults ends it.";
    }

    private static async Task<string> ClearAsync(LocalStackResource aws, ExecuteCommandContext context)
    {
        using var client = Client(aws);
        var before = await client.CallAsync(HttpMethod.Get, "faults", null, context.CancellationToken).ConfigureAwait(false);
        await client.CallAsync(HttpMethod.Delete, "faults", null, context.CancellationToken).ConfigureAwait(false);
        var faults = before?["faults"] as JsonArray ?? [];
        var hits = faults.Sum(f => (int?)f?["hits"] ?? 0);
        return string.Create(CultureInfo.InvariantCulture, $"{faults.Count} faults, which had {hits} hits, are cleared.");
    }

    /// <summary>Which inputs cannot be, and why.</summary>
    internal static IEnumerable<(string Input, string Wrong)> Wrong(InteractionInputCollection inputs)
    {
        var isLatency = inputs.GetString("kind") == Latency;
        if (isLatency && NumberOf(inputs, "milliseconds") is null)
            yield return ("milliseconds", "latency needs milliseconds: how long a call waits.");
        if (NumberOf(inputs, "rate") is { } rate && !(rate > 0 && rate <= 1))
            yield return ("rate", "rate is a part of all calls, above 0 and at most 1.");
        foreach (var name in (string[])["milliseconds", "count"])
            if (NumberOf(inputs, name) is { } number && (number < 1 || number > int.MaxValue || number != Math.Floor(number)))
                yield return (name, $"{name} is a whole number above 0.");
    }

    private static double? NumberOf(InteractionInputCollection inputs, string name) =>
        inputs.GetString(name) is not { Length: > 0 } text ? null
        : double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number
        : double.NaN;

    private static string Described(JsonObject fault) => string.Join(", ", fault.Select(f => $"{f.Key} {f.Value}"));

    private static InteractionInput Choice(
        string name,
        string label,
        string[] values,
        string? value,
        bool isRequired,
        string? placeholder = null
    ) =>
        new()
        {
            Name = name,
            Label = label,
            InputType = InputType.Choice,
            Required = isRequired,
            Value = value,
            Placeholder = placeholder,
            AllowCustomChoice = !isRequired,
            Options = [.. values.Select(v => KeyValuePair.Create(v, v))],
        };

    private static InteractionInput Text(string name, string label, string placeholder) =>
        new()
        {
            Name = name,
            Label = label,
            InputType = InputType.Text,
            Placeholder = placeholder,
        };

    private static InteractionInput Number(string name, string label, string placeholder) =>
        new()
        {
            Name = name,
            Label = label,
            InputType = InputType.Number,
            Placeholder = placeholder,
        };

    private static AwsClient Client(LocalStackResource aws) => new(new(aws.PrimaryEndpoint.Url), aws.Region, TimeProvider.System);
}
