namespace LocalCloud.Aws.CloudFormation.Stacks;

internal static class StackStatus
{
    public const string ReviewInProgress = "REVIEW_IN_PROGRESS",
        CreateInProgress = "CREATE_IN_PROGRESS",
        CreateComplete = "CREATE_COMPLETE",
        CreateFailed = "CREATE_FAILED",
        RollbackInProgress = "ROLLBACK_IN_PROGRESS",
        RollbackComplete = "ROLLBACK_COMPLETE",
        RollbackFailed = "ROLLBACK_FAILED",
        UpdateInProgress = "UPDATE_IN_PROGRESS",
        UpdateComplete = "UPDATE_COMPLETE",
        UpdateFailed = "UPDATE_FAILED",
        UpdateCleanup = "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
        UpdateRollbackInProgress = "UPDATE_ROLLBACK_IN_PROGRESS",
        UpdateRollbackComplete = "UPDATE_ROLLBACK_COMPLETE",
        UpdateRollbackCleanup = "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
        UpdateRollbackFailed = "UPDATE_ROLLBACK_FAILED",
        DeleteInProgress = "DELETE_IN_PROGRESS",
        DeleteComplete = "DELETE_COMPLETE",
        DeleteFailed = "DELETE_FAILED";

    public static readonly string[] All =
    [
        CreateInProgress,
        CreateFailed,
        CreateComplete,
        RollbackInProgress,
        RollbackFailed,
        RollbackComplete,
        DeleteInProgress,
        DeleteFailed,
        DeleteComplete,
        UpdateInProgress,
        UpdateCleanup,
        UpdateComplete,
        UpdateFailed,
        UpdateRollbackInProgress,
        UpdateRollbackFailed,
        UpdateRollbackCleanup,
        UpdateRollbackComplete,
        ReviewInProgress,
        "IMPORT_IN_PROGRESS",
        "IMPORT_COMPLETE",
        "IMPORT_ROLLBACK_IN_PROGRESS",
        "IMPORT_ROLLBACK_FAILED",
        "IMPORT_ROLLBACK_COMPLETE",
    ];

    /// <summary>Whether the stack may be updated from here (docs: Stack status codes).</summary>
    public static bool CanUpdate(string status) =>
        status is CreateComplete or UpdateComplete or UpdateRollbackComplete or CreateFailed or UpdateFailed;
}

/// <summary>The same words for resources.</summary>
internal static class ResourceStatus
{
    public const string CreateInProgress = "CREATE_IN_PROGRESS",
        CreateComplete = "CREATE_COMPLETE",
        CreateFailed = "CREATE_FAILED",
        UpdateInProgress = "UPDATE_IN_PROGRESS",
        UpdateComplete = "UPDATE_COMPLETE",
        UpdateFailed = "UPDATE_FAILED",
        DeleteInProgress = "DELETE_IN_PROGRESS",
        DeleteComplete = "DELETE_COMPLETE",
        DeleteFailed = "DELETE_FAILED",
        DeleteSkipped = "DELETE_SKIPPED";
}
