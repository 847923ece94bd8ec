using SkiaSharp;

namespace ReportWorker.Images;

/// <summary>Smaller copies of an uploaded picture, each as wide as one of <see cref="Widths"/>; a picture is never made larger.</summary>
internal static class ImageResizer
{
    public static readonly int[] Widths = [128, 512, 1024];

    // A header can claim any size; what it claims is allocated when the picture is decoded.
    private const long MaxPixels = 50_000_000;

    /// <exception cref="InvalidImageException">The bytes are no picture, or one of more than 50 megapixels.</exception>
    public static IEnumerable<ResizedImage> Resize(byte[] original)
    {
        using var data = SKData.CreateCopy(original);
        using var codec = SKCodec.Create(data) ?? throw new InvalidImageException("The upload is not a JPEG, PNG, WebP or GIF picture.");
        if ((long)codec.Info.Width * codec.Info.Height > MaxPixels)
            throw new InvalidImageException(
                $"The picture has {codec.Info.Width} x {codec.Info.Height} pixels; at most {MaxPixels / 1_000_000} megapixels are resized."
            );
        using var bitmap = Upright(Decode(codec), codec.EncodedOrigin);

        foreach (var width in Widths.Where(width => width <= bitmap.Width).DefaultIfEmpty(bitmap.Width))
        {
            var height = Math.Max(1, (int)Math.Round((double)bitmap.Height * width / bitmap.Width));
            using var copy = bitmap.Resize(new SKImageInfo(width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
            using var encoded = copy.Encode(SKEncodedImageFormat.Webp, quality: 85)
                ?? throw new InvalidImageException(
                    $"A copy of {width} x {height} pixels is more than WebP can hold; no side may be longer than 16383."
                );
            yield return new ResizedImage(width, height, "image/webp", encoded.ToArray());
        }
    }

    // SKBitmap.Decode takes a picture whose end is missing, and leaves the rest of it grey; and it drops the colour profile,
    // which the copies do not carry either: their colours have to be sRGB's.
    private static SKBitmap Decode(SKCodec codec)
    {
        var alpha = codec.Info.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Premul;
        using var srgb = SKColorSpace.CreateSrgb();
        var bitmap = new SKBitmap(new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, alpha, srgb));
        var result = codec.GetPixels(bitmap.Info, bitmap.GetPixels());
        if (result == SKCodecResult.Success)
            return bitmap;
        bitmap.Dispose();
        throw new InvalidImageException($"The picture is damaged and cannot be decoded ({result}).");
    }

    // Cameras store the sensor's rows and say in EXIF how to turn them; the copies carry no EXIF.
    private static SKBitmap Upright(SKBitmap bitmap, SKEncodedOrigin origin)
    {
        var (w, h) = (bitmap.Width, bitmap.Height);
        SKMatrix? turn = origin switch
        {
            SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, w, 0, 1, 0, 0, 0, 1),
            SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, w, 0, -1, h, 0, 0, 1),
            SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, h, 0, 0, 1),
            SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightTop => new SKMatrix(0, -1, h, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, h, -1, 0, w, 0, 0, 1),
            SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, w, 0, 0, 1),
            _ => null,
        };
        if (turn is null)
            return bitmap;
        using (bitmap)
        {
            var sideways = origin >= SKEncodedOrigin.LeftTop;
            var upright = new SKBitmap(sideways ? h : w, sideways ? w : h);
            using var canvas = new SKCanvas(upright);
            canvas.SetMatrix(turn.Value);
            canvas.DrawBitmap(bitmap, 0, 0, new SKSamplingOptions(SKFilterMode.Nearest));
            return upright;
        }
    }
}

internal sealed record ResizedImage(int Width, int Height, string ContentType, byte[] Bytes);

/// <summary>The upload can never be resized: trying again would not help.</summary>
internal sealed class InvalidImageException(string message) : Exception(message);
