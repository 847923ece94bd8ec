from aws import client, code

ses = client("ses")
ses.create_template(Template={"TemplateName": "greeting", "SubjectPart": "Hello {{name}}", "HtmlPart": "<p>{{name}}</p>"})
assert "Subject: Hello Ada" in ses.test_render_template(TemplateName="greeting", TemplateData='{"name":"Ada"}')["RenderedTemplate"]
assert code(ses.test_render_template, TemplateName="greeting", TemplateData="{}") == "MissingRenderingAttribute"
sent = ses.send_bulk_templated_email(
    Source="shop@example.com", Template="greeting", DefaultTemplateData='{"name":"you"}',
    Destinations=[{"Destination": {"ToAddresses": ["ada@example.com"]}}, {"Destination": {"ToAddresses": ["nobody"]}}])
assert [one["Status"] for one in sent["Status"]] == ["Success", "InvalidParameterValue"]
raw = b"From: shop@example.com\r\nTo: ada@example.com\r\nSubject: Raw\r\n\r\nbody\r\n"
assert ses.send_raw_email(RawMessage={"Data": raw})["MessageId"]
assert sum(point["DeliveryAttempts"] for point in ses.get_send_statistics()["SendDataPoints"]) == 2
v2 = client("sesv2")
assert v2.get_email_template(TemplateName="greeting")["TemplateContent"]["Subject"] == "Hello {{name}}"
assert code(v2.get_email_template, TemplateName="none") == "NotFoundException"
