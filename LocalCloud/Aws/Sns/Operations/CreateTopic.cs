using LocalCloud.Aws.Sns.Topics;

namespace LocalCloud.Aws.Sns.Operations;

internal sealed record CreateTopicRequest(
    string? Name,
    Dictionary<string, string>? Attributes,
    List<ResourceTag>? Tags,
    string? DataProtectionPolicy
);

internal sealed record TopicArnResponse(string TopicArn);

internal static class CreateTopic
{
    public static readonly Operation<SnsState, CreateTopicRequest, TopicArnResponse> Definition = Operation<SnsState>
        .Define(
            "CreateTopic",
            SnsJson.Default.CreateTopicRequest,
            SnsJson.Default.TopicArnResponse,
            Handle,
            Must.Member<CreateTopicRequest>("name", r => r.Name).Required(),
            Must.Each<CreateTopicRequest, ResourceTag>("tags", r => r.Tags, ResourceTag.Constraints)
        )
        .Lacking("policies are kept, not enforced; messages are neither archived, encrypted nor screened for data");

    private static Result<TopicArnResponse> Handle(SnsState state, CreateTopicRequest request, Context context)
    {
        var given = request.Attributes ?? [];
        var fifo = given.GetValueOrDefault("FifoTopic") == "true";
        if (
            (
                Names.CheckTopic(request.Name!, fifo)
                ?? Check(given, fifo)
                ?? TaggedTopic.Check(request.Tags)
                ?? (request.DataProtectionPolicy is { } policy ? DataProtection.Check(policy) : null)
            ) is
            { } error
        )
            return error;
        if (state.Topics.TryGetValue(request.Name!, out var existing))
            return Existing(existing, given, request);
        // An empty value is no value: the attribute keeps its default.
        var attributes = given.Where(a => a.Value.Length > 0 && a is not { Key: "FifoTopic", Value: "false" }).ToDictionary();
        var topic = new Topic(state, new(request.Name!, attributes, request.Tags ?? [], request.DataProtectionPolicy, context.Now));
        state.Put(context.Changes, topic);
        return new TopicArnResponse(topic.Arn);
    }

    private static Result<TopicArnResponse> Existing(Topic topic, Dictionary<string, string> given, CreateTopicRequest request)
    {
        var attributes = TopicAttributes.Of(topic);
        foreach (var (name, value) in given)
            if (attributes.GetValueOrDefault(name, name == "FifoTopic" ? "false" : "") != value)
                return SnsErrors.Invalid("Attributes Reason: Topic already exists with different attributes");
        if (request.Tags is { Count: > 0 } tags && !tags.TrueForAll(topic.Row.Tags.Contains))
            return SnsErrors.Invalid("Tags Reason: Topic already exists with different tags");
        return new TopicArnResponse(topic.Arn);
    }

    private static AwsError? Check(Dictionary<string, string> attributes, bool fifo)
    {
        foreach (var (name, value) in attributes)
        {
            if (!TopicAttributes.IsKnown(name))
                return SnsErrors.Invalid($"Attributes Reason: Unknown attribute {name}");
            if (TopicAttributes.Check(name, value, fifo) is { } reason)
                return SnsErrors.Invalid($"Attributes Reason: {reason}");
        }
        return null;
    }
}
