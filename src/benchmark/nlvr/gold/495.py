def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    boxes = image_patch.find('box')
    boxes = filter(lambda box: len(box.find('item')) == 2, boxes)
    boxes = filter(lambda box: len(box.find('black item')) == 1, boxes)
    boxes = filter(lambda box: len(box.find('blue item')) == 1, boxes)
    return bool_to_yesno(len(list(boxes)) >= 1)
