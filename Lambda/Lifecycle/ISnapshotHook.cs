namespace Lambda.Lifecycle;

/// <summary>
/// Around a SnapStart snapshot. Before: in the reverse order of registration; after: in its order, as in AWS's own runtimes
/// (https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks.html). Without SnapStart neither is called.
/// </summary>
public interface ISnapshotHook
{
    /// <summary>What is made here every restored environment has; connections and secrets must not be among it.</summary>
    Task BeforeSnapshotAsync(CancellationToken cancellationToken);

    /// <summary>In each environment that is made from the snapshot, before its first invocation; at most 10 s.</summary>
    Task AfterRestoreAsync(CancellationToken cancellationToken);
}
