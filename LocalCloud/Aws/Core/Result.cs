using System.Diagnostics.CodeAnalysis;

namespace LocalCloud.Aws;

/// <summary>A value, an <see cref="AwsError"/>, or a <see cref="Wait"/>: "nothing yet, ask again when this signals".</summary>
internal readonly struct Result<T>
{
    private Result(T? value, AwsError? error, Wait? wait) => (Value, Error, Wait) = (value, error, wait);

    public T? Value { get; }

    public AwsError? Error { get; }

    internal Wait? Wait { get; }

    /// <summary>True with a value; else <paramref name="error"/> says why not.</summary>
    public bool Ok([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out AwsError? error)
    {
        (value, error) = (Value, Error);
        return error is null;
    }

    /// <summary>For a T that implicit conversions do not reach: object and interfaces.</summary>
    public static Result<T> Of(T value) => new(value, null, null);

    /// <summary>A failure whose answer tells more than its error does.</summary>
    public static Result<T> Failed(T value, AwsError error) => new(value, error, null);

    public static implicit operator Result<T>(T value) => new(value, null, null);

    public static implicit operator Result<T>(AwsError error) => new(default, error, null);

    public static implicit operator Result<T>(Wait wait) => new(default, null, wait);
}

/// <summary>The answer of an operation whose output has no members.</summary>
internal sealed record Nothing
{
    public static readonly Nothing Instance = new();
}
