namespace LocalCloud.Aws.Tests;

/// <summary>How the suites reach the emulator; tests/LocalCloud.Aws.Http.Tests runs the main ones once more over the wire.</summary>
internal static class Transport
{
    public const bool IsHttp = false;
}
