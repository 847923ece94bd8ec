using LocalCloud.Aws.Sns.Deliveries;
using LocalCloud.Aws.Sns.Messages;
using LocalCloud.Aws.Sns.Platform;
using LocalCloud.Aws.Sns.Subscriptions;

namespace LocalCloud.Aws.Sns.Operations;

internal sealed record PublishRequest : IPublish
{
    public string? TopicArn { get; init; }
    public string? TargetArn { get; init; }
    public string? PhoneNumber { get; init; }
    public string? Message { get; init; }
    public string? Subject { get; init; }
    public string? MessageStructure { get; init; }
    public Dictionary<string, MessageAttributeValue>? MessageAttributes { get; init; }
    public string? MessageDeduplicationId { get; init; }
    public string? MessageGroupId { get; init; }
}

internal sealed record PublishResponse(string MessageId, string? SequenceNumber);

internal static class Publish
{
    public static readonly Operation<SnsState, PublishRequest, PublishResponse> Definition = Operation<SnsState>
        .DefineAsync("Publish", SnsJson.Default.PublishRequest, SnsJson.Default.PublishResponse, HandleAsync)
        .Lacking("text messages go to /_localcloud/sms, mobile push to /_localcloud/push");

    private static ValueTask<Result<PublishResponse>> HandleAsync(SnsState state, PublishRequest request, Context context)
    {
        if (request.PhoneNumber is { } number)
            return ToPhone(state, number, request, context);
        var (arn, parameter) = request.TopicArn is not null ? (request.TopicArn, "TopicArn") : (request.TargetArn, "TargetArn");
        if (string.IsNullOrEmpty(arn))
            return new(SnsErrors.Invalid("TopicArn or TargetArn Reason: no value for required parameter"));
        if (
            request.TopicArn is null
            && arn.Split(':') is [_, _, "sns", _, _, var resource, ..]
            && resource.StartsWith("endpoint/", StringComparison.Ordinal)
        )
            return ToDevice(state, request, context);
        return Names.Topic(arn, context.Scope, parameter).Ok(out var address, out var error)
            ? TopicOperation.OnTopicAsync(state, address, request, context, (topic, publish, c) =>
            {
                if ((Publishing.Check(publish) ?? Publishing.CheckIds(topic, publish) ?? Publishing.FaultOfKey(topic, c)) is { } refused)
                    return refused;
                var accepted = Publishing.Take(topic, publish, c);
                return (Result<PublishResponse>)new PublishResponse(accepted.MessageId, accepted.SequenceNumber);
            })
            : new(error);
    }

    private static ValueTask<Result<PublishResponse>> ToDevice(SnsState state, PublishRequest request, Context context) =>
        Publishing.Check(request) is { } refused ? new(refused) : state.Service.Host.HandleAsync(state, request, context, (s, publish, c) =>
            {
                if (!PlatformArns.Endpoint(s, publish.TargetArn, "TargetArn").Ok(out var device, out var error))
                    return error == PlatformArns.NoEndpoint || error == SnsErrors.Invalid("TargetArn")
                        ? SnsErrors.Invalid("TargetArn Reason: No endpoint found for the target arn specified")
                        : error;
                if (PushMessages.CheckEnabled(device.Application, device.Endpoint) is { } disabled)
                    return disabled;
                var message = PublishedMessage.Direct(s, publish, c);
                PushMessages.Put(s, c.Changes, device.Application, device.Endpoint, message);
                return (Result<PublishResponse>)new PublishResponse(message.Id, null);
            });

    private static ValueTask<Result<PublishResponse>> ToPhone(SnsState state, string number, PublishRequest request, Context context)
    {
        if (request.TopicArn is not null || request.TargetArn is not null)
            return new(SnsErrors.Invalid("TopicArn, TargetArn and PhoneNumber Reason: only one of them can be given"));
        if (!Protocol.IsPhoneNumber(number))
            return new(SnsErrors.Invalid($"PhoneNumber Reason: {number} is not valid to publish to"));
        if (Publishing.Check(request) is { } refused)
            return new(refused);
        return state.Service.Host.HandleAsync(state, request, context, (s, publish, c) =>
        {
            var message = PublishedMessage.Direct(s, publish, c);
            TextMessages.Put(s, c.Changes, number, message);
            return (Result<PublishResponse>)new PublishResponse(message.Id, null);
        });
    }
}
