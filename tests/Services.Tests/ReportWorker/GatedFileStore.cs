using Platform.Storage;

namespace Services.Tests.ReportWorker;

/// <summary>The file store, whose writes first wait for what the test says.</summary>
internal sealed class GatedFileStore(IFileStore store, Func<CancellationToken, Task> gate) : IFileStore
{
    public async Task PutAsync(string key, Stream content, string contentType, CancellationToken cancellationToken = default)
    {
        await gate(cancellationToken);
        await store.PutAsync(key, content, contentType, cancellationToken);
    }

    public Task<Stream?> GetAsync(string key, CancellationToken cancellationToken = default) => store.GetAsync(key, cancellationToken);

    public string PresignGet(string key, TimeSpan lifetime, string? fileName = null) => store.PresignGet(key, lifetime, fileName);
}
