using ReportWorker.Images;
using SkiaSharp;

namespace Services.Tests.ReportWorker;

public class ImageResizerTests
{
    [Fact]
    public void A_picture_gets_a_copy_for_each_width_up_to_its_own()
    {
        var copies = ImageResizer.Resize(Picture(600, 300)).ToList();

        Assert.Equal([(128, 64), (512, 256)], copies.Select(copy => (copy.Width, copy.Height)));
        Assert.All(copies, copy => Assert.Equal(copy.Width, SKBitmap.DecodeBounds(copy.Bytes).Width));
    }

    [Fact]
    public void A_small_picture_is_never_made_larger() =>
        Assert.Equal((40, 40), ImageResizer.Resize(Picture(40, 40)).Select(copy => (copy.Width, copy.Height)).Single());

    [Fact]
    public void What_is_no_picture_is_refused() =>
        Assert.Throws<InvalidImageException>(() => ImageResizer.Resize("not a picture"u8.ToArray()).ToList());

    [Fact]
    public void What_is_longer_than_WebP_can_hold_is_refused() =>
        Assert.Throws<InvalidImageException>(() => ImageResizer.Resize(Picture(10, 20_000)).ToList());

    [Theory]
    [InlineData(1, 40, 20, "left")]
    [InlineData(3, 40, 20, "right")]
    [InlineData(6, 20, 40, "top")]
    [InlineData(8, 20, 40, "bottom")]
    public void A_photo_is_turned_as_its_camera_says(byte orientation, int width, int height, string redSide)
    {
        var copy = Assert.Single(ImageResizer.Resize(Photo(orientation)));

        Assert.Equal((width, height), (copy.Width, copy.Height));
        using var bitmap = SKBitmap.Decode(copy.Bytes);
        var (x, y) = redSide switch
        {
            "left" => (3, 10),
            "right" => (36, 10),
            "top" => (10, 3),
            _ => (10, 36),
        };
        Assert.True(bitmap.GetPixel(x, y).Red > 200 && bitmap.GetPixel(x, y).Blue < 60);
    }

    // A 40 x 20 JPEG, red on the left and blue on the right, with an EXIF block that holds nothing but the orientation.
    private static byte[] Photo(byte orientation)
    {
        using var bitmap = new SKBitmap(40, 20);
        bitmap.Erase(SKColors.Blue);
        using (var canvas = new SKCanvas(bitmap))
        using (var red = new SKPaint { Color = SKColors.Red })
            canvas.DrawRect(0, 0, 20, 20, red);
        using var jpeg = bitmap.Encode(SKEncodedImageFormat.Jpeg, 95);
        byte[] exif =
        [
            0xFF,
            0xE1,
            0,
            34,
            .. "Exif\0\0"u8,
            .. "MM"u8,
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            0x01,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            orientation,
            0,
            0,
            0,
            0,
            0,
            0,
        ];
        var bytes = jpeg.ToArray();
        return [.. bytes[..2], .. exif, .. bytes[2..]];
    }

    private static byte[] Picture(int width, int height)
    {
        using var bitmap = new SKBitmap(width, height);
        bitmap.Erase(SKColors.CornflowerBlue);
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
