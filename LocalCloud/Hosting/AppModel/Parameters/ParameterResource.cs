using LocalCloud.Hosting.Manifest;

namespace LocalCloud.Hosting;

/// <summary>A value from outside: configuration <c>Parameters:NAME</c>, else its default.</summary>
public class ParameterResource(string name, bool secret = false) : Resource(name), IValueProvider, IManifestExpressionProvider
{
    public bool Secret { get; } = secret;

    /// <summary>The default that is published; null: whoever deploys gives the value.</summary>
    public ParameterDefault? Default { get; set; }

    /// <summary>A value for this machine alone that the AppHost knows; it is not published.</summary>
    internal Func<string?>? LocalValue { get; init; }
    internal Func<ParameterValues>? Values { get; set; }

    public string ValueExpression => $"{{{Name}.value}}";

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default)
    {
        if (Values is null) throw new InvalidOperationException($"The parameter '{Name}' has a value once it is part of an application.");
        var value = Values().Resolve(ToManifest(local: true), out var error);
        return error is null ? new(value) : throw new DistributedApplicationException(error);
    }

    /// <param name="local">For a run on this machine: with <see cref="LocalValue"/> as its default.</param>
    internal ManifestParameter ToManifest(bool local) => new(Name, $"{{{Name}.inputs.value}}")
    {
        ConnectionString = this is ParameterConnectionString ? ManifestExpression.Parse(ValueExpression) : null,
        Inputs = [new("value", Secret, local && LocalValue?.Invoke() is { } value ? new(value, null) : Default?.ToManifest())],
    };
}

/// <summary>What a parameter's value is when nobody gives one.</summary>
public abstract class ParameterDefault
{
    internal abstract ManifestDefault ToManifest();
}

/// <summary>A fixed value.</summary>
public sealed class ConstantParameterDefault(string value) : ParameterDefault
{
    internal override ManifestDefault ToManifest() => new(value, null);
}

/// <summary>A value generated once and kept; 22 characters are 128 bits.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    public int MinLength { get; set; } = 22;
    public bool Lower { get; set; } = true;
    public bool Upper { get; set; } = true;
    public bool Numeric { get; set; } = true;
    public bool Special { get; set; } = true;
    public int MinLower { get; set; }
    public int MinUpper { get; set; }
    public int MinNumeric { get; set; }
    public int MinSpecial { get; set; }

    internal override ManifestDefault ToManifest() => new(null, new(MinLength)
    {
        Lower = Lower ? null : false,
        Upper = Upper ? null : false,
        Numeric = Numeric ? null : false,
        Special = Special ? null : false,
        MinLower = MinLower > 0 ? MinLower : null,
        MinUpper = MinUpper > 0 ? MinUpper : null,
        MinNumeric = MinNumeric > 0 ? MinNumeric : null,
        MinSpecial = MinSpecial > 0 ? MinSpecial : null,
    });
}
