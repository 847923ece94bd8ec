using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

/// <summary>One policy, set on each of its topics.</summary>
internal sealed class SnsTopicPolicy()
    : ResourceType(
        "AWS::SNS::TopicPolicy",
        new("PolicyDocument", Shape.Json) { Required = true },
        new("Topics", Shape.List(Shape.Text)) { Required = true }
    )
{
    public override IReadOnlyList<string> Attributes => ["Id"];

    public override ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call) => SetAsync(call, []);

    public override ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing) =>
        SetAsync(call, Topics(existing.Properties).Except(Topics(call.Properties)));

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing)
    {
        foreach (var topic in Topics(existing.Properties))
            if (Inputs.Deleted(await SetAsync(call, topic, "").ConfigureAwait(false), "NotFound").Error is { } error)
                return error;
        return Nothing.Instance;
    }

    /// <summary>An empty policy brings back the default one.</summary>
    public static async ValueTask<Result<Nothing>> SetAsync(ResourceCall call, string topicArn, string policy)
    {
        var set = await call.InvokeAsync(
                "sns",
                "SetTopicAttributes",
                new()
                {
                    ["TopicArn"] = topicArn,
                    ["AttributeName"] = "Policy",
                    ["AttributeValue"] = policy,
                }
            )
            .ConfigureAwait(false);
        return set.Ok(out _, out var error) ? Nothing.Instance : error;
    }

    private static async ValueTask<Result<ResourceValues>> SetAsync(ResourceCall call, IEnumerable<string> noLonger)
    {
        var policy = Inputs.Document(call.Properties["PolicyDocument"]!);
        foreach (var topic in Topics(call.Properties))
            if ((await SetAsync(call, topic, policy).ConfigureAwait(false)).Error is { } error)
                return error;
        foreach (var topic in noLonger)
            if (Inputs.Deleted(await SetAsync(call, topic, "").ConfigureAwait(false), "NotFound").Error is { } error)
                return error;
        return new ResourceValues(call.PhysicalName, new Dictionary<string, string> { ["Id"] = call.PhysicalName });
    }

    private static IEnumerable<string> Topics(JsonObject properties) => (properties["Topics"] as JsonArray ?? []).Select(Scalars.Text);
}

/// <summary>The policy of one topic.</summary>
internal sealed class SnsTopicInlinePolicy()
    : ResourceType(
        "AWS::SNS::TopicInlinePolicy",
        new("PolicyDocument", Shape.Json) { Required = true },
        new("TopicArn", Shape.Text) { Required = true, Replacement = true }
    )
{
    public override IReadOnlyList<string> Attributes => [];

    public override string NameProperty => "TopicArn";

    public override ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call) => SetAsync(call);

    public override ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing) => SetAsync(call);

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        Inputs.Deleted(await SnsTopicPolicy.SetAsync(call, existing.PhysicalId, "").ConfigureAwait(false), "NotFound");

    private static async ValueTask<Result<ResourceValues>> SetAsync(ResourceCall call)
    {
        var topic = Scalars.Member(call.Properties, "TopicArn")!;
        var set = await SnsTopicPolicy.SetAsync(call, topic, Inputs.Document(call.Properties["PolicyDocument"]!)).ConfigureAwait(false);
        return set.Ok(out _, out var error) ? new ResourceValues(topic, new Dictionary<string, string>()) : error;
    }
}
