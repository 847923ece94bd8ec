namespace Api.Images;

/// <summary>What a file is by its first bytes, whatever its name and declared type say.</summary>
internal static class ImageFormat
{
    public const int HeaderLength = 12;

    /// <returns>The media type, or null when it is none of PNG, JPEG, GIF and WebP.</returns>
    public static string? MediaType(ReadOnlySpan<byte> header) =>
        header switch
        {
            [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => "image/png",
            [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
            [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "image/gif",
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P'] => "image/webp",
            _ => null,
        };
}
