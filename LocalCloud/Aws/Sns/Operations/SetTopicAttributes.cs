using LocalCloud.Aws.Sns.Topics;

namespace LocalCloud.Aws.Sns.Operations;

internal sealed record SetTopicAttributesRequest(string? TopicArn, string? AttributeName, string? AttributeValue);

internal static class SetTopicAttributes
{
    public static readonly Operation<SnsState, SetTopicAttributesRequest, Nothing> Definition = TopicOperation.OnTopic(
        "SetTopicAttributes",
        SnsJson.Default.SetTopicAttributesRequest,
        CoreJson.Default.Nothing,
        r => r.TopicArn,
        Handle
    );

    private static Result<Nothing> Handle(Topic topic, SetTopicAttributesRequest request, Context context)
    {
        var value = request.AttributeValue ?? "";
        // A topic is and stays what it was made.
        if (request.AttributeName is not { } name || !TopicAttributes.IsKnown(name) || name == "FifoTopic")
            return SnsErrors.Invalid("AttributeName");
        if (value.Length > 0 && TopicAttributes.Check(name, value, topic.IsFifo) is { } reason)
            return SnsErrors.Invalid(reason);
        var attributes = new Dictionary<string, string>(topic.Row.Attributes);
        if (value.Length == 0)
            attributes.Remove(name);
        else
            attributes[name] = value;
        topic.Row = topic.Row with { Attributes = attributes };
        topic.State.Put(context.Changes, topic);
        return Nothing.Instance;
    }
}
