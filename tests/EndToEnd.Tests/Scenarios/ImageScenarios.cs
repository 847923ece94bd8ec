using System.Net;
using System.Net.Http.Headers;
using EndToEnd.Tests.Infrastructure;
using SkiaSharp;

namespace EndToEnd.Tests.Scenarios;

public abstract class ImageScenarios(SystemSource source) : SystemTest(source)
{
    [Fact]
    public async Task An_uploaded_picture_gets_smaller_copies()
    {
        var original = Png(640, 320);
        var image = await (await UploadAsync(original, "image/png")).JsonAsync(HttpStatusCode.Accepted);
        var done = await Eventually.Async("image completed", async () =>
            await App.Api.GetJsonAsync($"/api/images/{image.Text("id")}") is var now && now.Text("status") == "COMPLETED" ? now : null
        );

        using var http = new HttpClient();
        Assert.Equal(original, await http.GetByteArrayAsync(done.Text("url")));
        Assert.Equal([(128, 64), (512, 256)], done["variants"].Items().Select(v => ((int)v["width"]!, (int)v["height"]!)));
        foreach (var variant in done["variants"].Items())
        {
            using var copy = SKBitmap.Decode(await http.GetByteArrayAsync(variant.Text("url")));
            Assert.Equal(((int)variant["width"]!, (int)variant["height"]!), (copy.Width, copy.Height));
        }
    }

    [Fact]
    public async Task What_is_no_picture_is_refused_whatever_it_says_it_is()
    {
        var problem = await (await UploadAsync("<script>"u8.ToArray(), "image/png")).JsonAsync(HttpStatusCode.BadRequest);
        Assert.NotNull(problem["errors"]!["file"]);
    }

    private async Task<HttpResponseMessage> UploadAsync(byte[] content, string contentType)
    {
        using var form = new MultipartFormDataContent();
        var file = new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue(contentType) } };
        form.Add(file, "file", "picture.png");
        return await App.Api.PostAsync("/api/images", form);
    }

    private static byte[] Png(int width, int height)
    {
        using var bitmap = new SKBitmap(width, height);
        bitmap.Erase(SKColors.Teal);
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }
}
