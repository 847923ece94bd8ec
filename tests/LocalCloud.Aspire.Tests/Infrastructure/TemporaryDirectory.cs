namespace LocalCloud.Aspire.Tests.Infrastructure;

/// <summary>A directory that goes with the test.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("aspire-tests-").FullName;

    public static implicit operator string(TemporaryDirectory directory) => directory.Path;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
