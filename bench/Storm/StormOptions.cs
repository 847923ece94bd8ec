namespace Serverless.Bench.Storm;

/// <param name="Payments">Each is delivered one to five times.</param>
/// <param name="Disturbances">Kills, outages and full disks, spread evenly over the payments.</param>
/// <param name="Seed">Of what is delivered how often and of what is disturbed; the processes' own timing stays chance.</param>
/// <param name="DiskMegabytes">The size of the disk that holds the data; null: the machine's, which is not filled.</param>
/// <param name="Callers">Payments under way at the same time.</param>
internal sealed record StormOptions(int Payments, int Disturbances, int Seed, int? DiskMegabytes, int Callers);
