namespace LocalCloud.Aws.Tests;

/// <summary>The suites of LocalCloud.Aws.Tests that this project includes, over HTTP and Kestrel.</summary>
internal static class Transport
{
    public const bool IsHttp = true;
}
