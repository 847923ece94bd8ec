namespace LocalCloud.Aws.Iam.Roles.ServiceLinked;

internal sealed record DeletionTaskRequest(string? DeletionTaskId);

internal sealed record DeletionStatusResponse(string Status);

/// <summary>The role went with its deletion: nothing uses it.</summary>
internal static class GetServiceLinkedRoleDeletionStatus
{
    public static readonly Operation<IamState, DeletionTaskRequest, DeletionStatusResponse> Definition = IamService.Define(
        "GetServiceLinkedRoleDeletionStatus",
        IamJson.Default.DeletionTaskRequest,
        IamJson.Default.DeletionStatusResponse,
        Handle,
        Must.Member<DeletionTaskRequest>("deletionTaskId", r => r.DeletionTaskId).Required().Length(1, 1000)
    );

    private static Result<DeletionStatusResponse> Handle(IamState state, DeletionTaskRequest request, Context context) =>
        request.DeletionTaskId!.StartsWith($"task{ServiceLinkedRole.Path}", StringComparison.Ordinal)
            ? new DeletionStatusResponse("SUCCEEDED")
            : IamState.Missing($"Deletion task {request.DeletionTaskId} cannot be found.");
}
