using System.Text.Json.Serialization;

namespace LocalCloud.Aws.Lambda.Functions;

/// <summary>
/// A version of a function: what AWS shows of it, and where its code lies. Immutable: an update makes another one, with environments of its
/// own.
/// </summary>
internal sealed record FunctionVersion
{
    public required FunctionConfiguration Configuration { get; init; }

    /// <summary>The package in the code store.</summary>
    public required string CodeFile { get; init; }

    /// <summary>The packages of its layers, in their order: a layer that is deleted stays with the functions that have it.</summary>
    public List<string> LayerFiles { get; init; } = [];

    [JsonIgnore]
    public IEnumerable<string> Files => LayerFiles.Prepend(CodeFile);

    [JsonIgnore]
    public string Name => Configuration.FunctionName!;

    [JsonIgnore]
    public string Number => Configuration.Version!;

    [JsonIgnore]
    public bool IsLatest => Number == FunctionName.Latest;

    /// <summary>Two versions with the same settings are not the same: identity, not value.</summary>
    public bool Equals(FunctionVersion? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
