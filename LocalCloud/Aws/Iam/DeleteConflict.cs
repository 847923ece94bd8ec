namespace LocalCloud.Aws.Iam;

/// <summary>What others hang on cannot be deleted.</summary>
internal static class DeleteConflict
{
    public static AwsError Of(string todo) => new("DeleteConflict", $"Cannot delete entity, must {todo} first.", 409);

    public static AwsError? OfPolicies(IPolicyHolder holder) =>
        holder.Attached.Count > 0 ? Of("detach all policies")
        : holder.Inline.Count > 0 ? Of("delete policies")
        : null;
}
