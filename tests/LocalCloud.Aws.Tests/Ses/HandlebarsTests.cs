using System.Text.Json;
using LocalCloud.Aws.Ses.Handlebars;

namespace LocalCloud.Aws.Tests.Ses;

public sealed class HandlebarsTests
{
    private const string Data = """
        {"name":"Ada <b>","n":3,"yes":true,"no":false,"none":null,"empty":"","zero":0,"list":[{"x":"a"},{"x":"b"}],"nothing":[],
         "contact":{"first":"Ada","address":{"city":"London"}},"map":{"k":"v","l":"w"},"with space":"s"}
        """;

    [Theory]
    [InlineData("Hello {{name}}!", "Hello Ada <b>!")]
    [InlineData("Hello {{{name}}} {{&name}} {{ name }}", "Hello Ada <b> Ada <b> Ada <b>")]
    [InlineData("{{contact.first}} {{contact.address.city}} {{contact/first}}", "Ada London Ada")]
    [InlineData("{{n}}{{yes}}{{[with space]}}", "3trues")]
    [InlineData("{{#each list}}{{x}}{{this.x}}{{@index}}{{#if @first}}F{{/if}}{{#if @last}}L{{/if}};{{/each}}", "aa0F;bb1L;")]
    [InlineData("{{#each list}}{{../n}}{{@root.n}}{{/each}}", "3333")]
    [InlineData("{{#each map}}{{@key}}={{this}} {{/each}}", "k=v l=w ")]
    [InlineData("{{#each list as |item i|}}{{i}}{{item.x}}{{/each}}", "0a1b")]
    [InlineData("{{#each nothing}}x{{else}}none{{/each}}", "none")]
    [InlineData("{{#each absent}}x{{else}}none{{/each}}", "none")]
    [InlineData(
        "{{#if yes}}a{{else}}b{{/if}}{{#if no}}a{{else}}b{{/if}}{{#if absent}}a{{/if}}{{#if empty}}a{{/if}}{{#if zero}}a{{/if}}{{#if "
            + "nothing}}a{{/if}}",
        "ab"
    )]
    [InlineData("{{#if no}}a{{else if yes}}b{{else}}c{{/if}}", "b")]
    [InlineData("{{#if no}}a{{else if empty}}b{{else}}c{{/if}}", "c")]
    [InlineData("{{#unless no}}a{{/unless}}{{^no}}b{{/no}}{{#no}}c{{/no}}", "ab")]
    [InlineData("{{#with contact}}{{first}} {{../n}}{{#with address}}{{city}}{{/with}}{{/with}}", "Ada 3London")]
    [InlineData("{{#each list}}{{#if x}}{{#each ../list}}{{x}}{{/each}}{{/if}}{{/each}}", "abab")]
    [InlineData("{{#* inline \"full\"}}{{contact.first}} L{{/inline}}Hello {{> full}}!", "Hello Ada L!")]
    [InlineData("{{#*inline \"one\"}}[{{x}}]{{/inline}}{{#each list}}{{> one}}{{/each}}", "[a][b]")]
    [InlineData("a{{! comment }}b{{!-- with }} braces --}}c", "abc")]
    [InlineData("a  {{~name~}}  b", "aAda <b>b")]
    [InlineData("{{lookup map \"k\"}}{{lookup list 1}}", "v{\"x\":\"b\"}")]
    [InlineData("{{list.0.x}}{{list.[1].x}}{{list.length}}", "ab2")]
    [InlineData("\\{{name}} {{name}}", "{{name}} Ada <b>")]
    [InlineData("one\n{{#if yes}}\ntwo\n{{/if}}\nthree\n", "one\ntwo\nthree\n")]
    [InlineData("{{\"text\"}}{{5}}", "text5")]
    public void A_template_is_rendered(string template, string expected) => Assert.Equal(expected, Render(template));

    [Theory]
    [InlineData("{{absent}}", "absent")]
    [InlineData("{{contact.last}}", "contact.last")]
    [InlineData("{{none}}", "none")]
    [InlineData("{{#each list}}{{n}}{{/each}}", "n")]
    [InlineData("{{NAME}}", "NAME")]
    public void What_the_data_does_not_have_is_missing(string template, string attribute)
    {
        var missing = Assert.Throws<HandlebarsException>(() => Render(template));
        Assert.Equal((attribute, $"Attribute '{attribute}' is not present in the rendering data."), (missing.Missing, missing.Message));
    }

    [Theory]
    [InlineData("{{name")]
    [InlineData("{{}}")]
    [InlineData("{{#if yes}}a")]
    [InlineData("{{#if yes}}a{{/each}}")]
    [InlineData("a{{/if}}")]
    [InlineData("{{upper name}}")]
    [InlineData("{{#each}}{{/each}}")]
    [InlineData("{{helper a=1}}")]
    public void What_is_no_template_is_refused(string template) =>
        Assert.Null(Assert.Throws<HandlebarsException>(() => TemplateReader.Read(template)).Missing);

    [Fact]
    public void A_partial_that_uses_itself_does_not_go_on_for_ever() =>
        Assert.Throws<HandlebarsException>(() => Render("{{#*inline \"a\"}}{{> a}}{{/inline}}{{> a}}"));

    [Fact]
    public void Blocks_are_not_nested_without_end() =>
        Assert.Throws<HandlebarsException>(() => TemplateReader.Read(string.Concat(Enumerable.Repeat("{{#if yes}}", 100_000))));

    private static string Render(string template)
    {
        using var data = JsonDocument.Parse(Data);
        return Renderer.Render(TemplateReader.Read(template), data.RootElement);
    }
}
