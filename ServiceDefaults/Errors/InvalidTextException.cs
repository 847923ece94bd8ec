using System.Text.Json;

namespace ServiceDefaults.Errors;

/// <summary>JSON whose form is right, and whose content nobody takes: 400 with this reason after its path.</summary>
/// <param name="reason">Goes on after the name of the member: <c>must not contain NUL.</c></param>
public sealed class InvalidTextException(string reason) : JsonException(reason)
{
    /// <summary>The reason alone: the serializer may add the place to the message.</summary>
    public string Reason { get; } = reason;
}
