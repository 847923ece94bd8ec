namespace LocalCloud.Aws.Lambda.Concurrency;

/// <summary>AWS's defaults for an account in a region.</summary>
internal static class AccountLimits
{
    public const int Concurrency = 1000;
    public const int LeastUnreserved = 100;
    public const long CodeSize = 80_530_636_800;
    public const long Zipped = 52_428_800;
}
