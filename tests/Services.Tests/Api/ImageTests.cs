using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Platform.Data.Entities;
using Services.Tests.Infrastructure;

namespace Services.Tests.Api;

public sealed class ImageTests(Servers servers) : ApiTest(servers)
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3, 4, 5];

    [Fact]
    public async Task An_uploaded_image_is_stored_and_queued_for_resizing()
    {
        var response = await UploadAsync(Png, "../../photo.png", "application/octet-stream");

        var image = await response.JsonAsync(HttpStatusCode.Accepted);
        var id = image.GetProperty("id").GetGuid();
        Assert.Equal($"/api/images/{id}", response.Headers.Location?.AbsolutePath);
        Assert.Equal(
            ("photo.png", "image/png", "QUEUED"),
            (
                image.GetProperty("fileName").GetString(),
                image.GetProperty("contentType").GetString(),
                image.GetProperty("status").GetString()
            )
        );
        using var browser = new HttpClient();
        Assert.Equal(Png, await browser.GetByteArrayAsync(image.GetProperty("url").GetString()));
        var job = (await Stack.Sqs.TakeAsync(Stack["JobQueueUrl"])).Json();
        Assert.Equal("image-processing", job.GetProperty("type").GetString());
        Assert.Equal(id, job.GetProperty("data").GetProperty("imageId").GetGuid());
    }

    [Fact]
    public async Task Copies_are_listed_with_their_size_and_address()
    {
        var id = (await (await UploadAsync(Png)).JsonAsync(HttpStatusCode.Accepted)).GetProperty("id").GetGuid();
        await Api.QueryAsync(async db =>
        {
            var image = await db.ImageRequests.SingleAsync();
            image.Status = WorkStatus.Completed;
            image.Variants.Add(
                new ImageVariant
                {
                    Width = 320,
                    Height = 200,
                    Key = $"images/{id}/320.jpg",
                }
            );
            return await db.SaveChangesAsync();
        });

        var read = await (await Http.GetAsync($"/api/images/{id}")).JsonAsync();
        var variant = read.GetProperty("variants").EnumerateArray().Single();
        Assert.Equal((320, 200), (variant.GetProperty("width").GetInt32(), variant.GetProperty("height").GetInt32()));
        Assert.Contains($"images/{id}/320.jpg", variant.GetProperty("url").GetString());
    }

    [Fact]
    public async Task A_file_that_is_no_image_is_refused_whatever_it_says_it_is() =>
        await (await UploadAsync("#!/bin/sh"u8.ToArray(), "photo.png", "image/png")).IsInvalidAsync("file");

    [Fact]
    public async Task An_empty_file_is_refused() => await (await UploadAsync([])).IsInvalidAsync("file");

    [Fact]
    public async Task A_form_without_a_file_is_a_problem() =>
        await (await Http.PostAsync("/api/images", new MultipartFormDataContent { { new StringContent("x"), "other" } })).ProblemAsync(
            HttpStatusCode.BadRequest
        );

    [Fact]
    public async Task A_body_that_is_no_form_is_a_problem() =>
        await (await Http.PostTextAsync("/api/images", "{}")).ProblemAsync(HttpStatusCode.UnsupportedMediaType);

    private Task<HttpResponseMessage> UploadAsync(byte[] content, string name = "photo.png", string type = "image/png")
    {
        var file = new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
        return Http.PostAsync("/api/images", new MultipartFormDataContent { { file, "file", name } });
    }
}
