using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class SnsSubscription()
    : ResourceType(
        "AWS::SNS::Subscription",
        new("Endpoint", Shape.Text) { Replacement = true },
        new("Protocol", Shape.Text) { Required = true, Replacement = true },
        new("TopicArn", Shape.Text) { Required = true, Replacement = true },
        new("DeliveryPolicy", Shape.Json),
        new("FilterPolicy", Shape.Json),
        new("FilterPolicyScope", Shape.Text),
        new("RawMessageDelivery", Shape.Boolean),
        new("RedrivePolicy", Shape.Json),
        new("Region", Shape.Text),
        new("ReplayPolicy", Shape.Json),
        new("SubscriptionRoleArn", Shape.Text)
    )
{
    // The scope before the policy, which is read by it.
    private static readonly string[] Settable =
    [
        "FilterPolicyScope",
        "FilterPolicy",
        "DeliveryPolicy",
        "RawMessageDelivery",
        "RedrivePolicy",
        "ReplayPolicy",
        "SubscriptionRoleArn",
    ];

    public override IReadOnlyList<string> Attributes => ["Arn"];

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        if (Scalars.Member(call.Properties, "Region") is { } region && region != call.Scope.Region)
            return AwsError.NotSupported("AWS::SNS::Subscription", $"A topic in another region ({region})");
        var input = call.Properties.Pick("TopicArn", "Protocol", "Endpoint");
        input["ReturnSubscriptionArn"] = true;
        input["Attributes"] = new JsonObject(
            Settable
                .Where(call.Properties.ContainsKey)
                .Select(name => KeyValuePair.Create(name, (JsonNode?)Inputs.Document(call.Properties[name]!)))
        );
        var subscribed = await call.InvokeAsync("sns", "Subscribe", input).ConfigureAwait(false);
        return subscribed.Ok(out var answer, out var error) ? Values(answer.Text("SubscriptionArn")) : error;
    }

    public override async ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing)
    {
        foreach (var name in Settable)
            if (
                !JsonNode.DeepEquals(existing.Properties[name], call.Properties[name])
                && (
                    await call.InvokeAsync(
                            "sns",
                            "SetSubscriptionAttributes",
                            new()
                            {
                                ["SubscriptionArn"] = existing.PhysicalId,
                                ["AttributeName"] = name,
                                ["AttributeValue"] = call.Properties[name] is { } value ? Inputs.Document(value) : Default(name),
                            }
                        )
                        .ConfigureAwait(false)
                ).Error
                    is { } error
            )
                return error;
        return Values(existing.PhysicalId);
    }

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        Inputs.Deleted(
            await call.InvokeAsync("sns", "Unsubscribe", new() { ["SubscriptionArn"] = existing.PhysicalId }).ConfigureAwait(false),
            "NotFound"
        );

    private static string Default(string name) =>
        name switch
        {
            "FilterPolicyScope" => "MessageAttributes",
            "RawMessageDelivery" => "false",
            _ => "",
        };

    private static ResourceValues Values(string arn) => new(arn, new Dictionary<string, string> { ["Arn"] = arn });
}
