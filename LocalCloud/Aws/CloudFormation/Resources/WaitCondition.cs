using System.Globalization;
using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Deployment;
using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

/// <summary>Holds the stack until its handle (or, by a creation policy, the condition itself) was signalled often enough.</summary>
internal sealed class WaitCondition()
    : ResourceType(
        "AWS::CloudFormation::WaitCondition",
        new("Count", Shape.Integer),
        new("Handle", Shape.Text),
        new("Timeout", Shape.Integer)
    )
{
    public override IReadOnlyList<string> Attributes => ["Data"];

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        if (call.Stack.Source.Declared is null)
            return AwsError.InternalFailure;
        var handle = Scalars.Member(call.Properties, "Handle");
        var target = handle is null ? call.LogicalId : handle[(handle.LastIndexOf('/') + 1)..];
        var timeout = Scalars.Member(call.Properties, "Timeout");
        if (handle is not null && timeout is null)
            return TemplateError.Validation("Property Timeout cannot be empty.");
        var count = int.TryParse(Scalars.Member(call.Properties, "Count"), NumberStyles.None, CultureInfo.InvariantCulture, out var given)
            ? given
            : 1;
        var seconds = double.TryParse(timeout, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? Math.Min(number, 43200)
            : 300;

        call.Initiated?.Invoke(Id(call));
        IEnumerable<ResourceSignal> Signals() => call.Stack.Signals.Where(s => s.Target == target);
        var done = await call
            .Stacks.UntilAsync(
                () => Signals().Any(s => !s.Success) || Signals().Count() >= count || call.IsGivenUp(),
                call.Stacks.Time.GetUtcNow().AddSeconds(seconds),
                call.Cancellation
            )
            .ConfigureAwait(false);
        return call.Host.Read(call.Stacks, Result<ResourceValues> (_) =>
        {
            if (call.IsGivenUp())
                return new AwsError("", "Resource creation cancelled");
            if (Signals().FirstOrDefault(s => !s.Success) is { } failed)
                return new AwsError("", $"WaitCondition received failed message: '{failed.Reason}' for uniqueId: {failed.UniqueId}");
            if (!done)
                return new AwsError("", $"WaitCondition timed out. Received {Signals().Count()} conditions when expecting {count}");
            var data = new JsonObject(Signals().Select(s => KeyValuePair.Create(s.UniqueId, (JsonNode?)JsonValue.Create(s.Data ?? ""))));
            return new ResourceValues(Id(call), new Dictionary<string, string> { ["Data"] = data.ToJsonString() });
        });
    }

    private static string Id(ResourceCall call) =>
        call.Scope.Arn("cloudformation", $"stack/{call.Stack.Name}/{call.Stack.Key}/{call.LogicalId}");

    /// <summary>AWS does not support updates of wait conditions.</summary>
    public override ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing) =>
        ValueTask.FromResult<Result<ResourceValues>>(new AwsError("", $"Update to resource type {Name} is not supported."));

    public override ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        ValueTask.FromResult<Result<Nothing>>(Nothing.Instance);
}
