using LocalCloud.AwsClients.Lambda;
using LocalCloud.Tune;
using LocalCloud.Tune.Preparing;

namespace Serverless.Cli.Dev;

/// <summary>A function of the stack whose code is exchanged, with what it takes to put everything back.</summary>
internal sealed class DeployedFunction(string name, string project, LambdaClient lambda, TimeProvider time)
{
    private FunctionFacts? _original;
    private byte[] _originalZip = [];
    private IReadOnlyList<AliasFacts> _aliases = [];
    private string? _version;

    public string Name => name;

    /// <summary>Of the manifest, whose code it is.</summary>
    public string Project => project;

    /// <summary>Gives it other code. Whoever calls it by an alias, as all of a published application do, has it at once.</summary>
    public async Task UpdateAsync(byte[] zip, CancellationToken cancellation)
    {
        await RememberAsync(cancellation);
        // What has begun is carried out: else nobody would know which version there is to be removed
        var version = await lambda.UpdateCodeAsync(name, zip, _original!.Architecture, publish: _aliases.Count > 0, CancellationToken.None);
        await Readiness.AwaitAsync(lambda, name, null, time, CancellationToken.None);
        if (_aliases.Count == 0)
            return;
        foreach (var alias in _aliases)
            await lambda.UpdateAliasAsync(name, alias.Name, version, CancellationToken.None);
        if (_version is { } before && before != version)
            await lambda.DeleteVersionAsync(name, before, CancellationToken.None);
        _version = version;
    }

    /// <summary>As the stack has it.</summary>
    public async Task RestoreAsync(CancellationToken cancellation)
    {
        if (_original is null)
            return;
        foreach (var alias in _aliases)
            await lambda.UpdateAliasAsync(name, alias.Name, alias.Version, cancellation);
        await lambda.UpdateCodeAsync(name, _originalZip, _original.Architecture, cancellation);
        await Readiness.AwaitAsync(lambda, name, null, time, cancellation);
        if (_version is not null)
            await lambda.DeleteVersionAsync(name, _version, cancellation);
        _original = null;
    }

    private async Task RememberAsync(CancellationToken cancellation)
    {
        if (_original is not null)
            return;
        var (facts, code) = await lambda.GetAsync(name, cancellation);
        _originalZip = await OriginalCode.DownloadAsync(facts, code, cancellation);
        _aliases = await lambda.AliasesAsync(name, cancellation);
        _original = facts;
    }
}
