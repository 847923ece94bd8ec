using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Platform.Queue.Consuming;

internal static class MessageBody
{
    /// <param name="what">What it has to be, for the reason.</param>
    /// <exception cref="UnprocessableMessageException">It is something else.</exception>
    public static T Read<T>(string text, JsonTypeInfo<T> type, string what)
        where T : notnull => Read(() => JsonSerializer.Deserialize(text, type), what);

    /// <inheritdoc cref="Read{T}(string, JsonTypeInfo{T}, string)"/>
    public static T Read<T>(JsonElement json, JsonTypeInfo<T> type, string what)
        where T : notnull => Read(() => json.Deserialize(type), what);

    /// <inheritdoc cref="Read{T}(string, JsonTypeInfo{T}, string)"/>
    /// <param name="read">Half a surrogate pair, in a text or a name, is an InvalidOperationException.</param>
    public static T Read<T>(Func<T?> read, string what)
        where T : notnull
    {
        try
        {
            return read() is { } value ? value : throw new UnprocessableMessageException($"The message is null and not {what}.");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new UnprocessableMessageException($"The message is not {what}: {exception.Message}", exception);
        }
    }
}
