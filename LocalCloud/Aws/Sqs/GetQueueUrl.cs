namespace LocalCloud.Aws.Sqs;

internal sealed record GetQueueUrlRequest(string? QueueName, string? QueueOwnerAWSAccountId);

internal sealed record GetQueueUrlResponse(string QueueUrl);

internal static class GetQueueUrl
{
    public static readonly Operation<SqsState, GetQueueUrlRequest, GetQueueUrlResponse> Definition = Operation<SqsState>.Define(
        "GetQueueUrl",
        SqsJson.Wire.GetQueueUrlRequest,
        SqsJson.Wire.GetQueueUrlResponse,
        Handle
    );

    private static Result<GetQueueUrlResponse> Handle(SqsState state, GetQueueUrlRequest request, Context context)
    {
        if (request.QueueName is not { } name)
            return SqsErrors.Missing("QueueName");
        return state.Queues.ContainsKey(name) && (request.QueueOwnerAWSAccountId ?? state.Scope.Account) == state.Scope.Account
            ? new GetQueueUrlResponse(state.Url(name, context))
            : SqsErrors.NoSuchQueue;
    }
}
